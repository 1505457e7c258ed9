import type { benchmarks as en } from '../en/benchmarks.ts';
import type { Shape } from '../shape.ts';

export const benchmarks: Shape<typeof en> = {
  intro:
    '用于测评模型的视频不应出现在训练数据中。在此输入某个基准的视频：所有项目中同名或内容相同的视频，其草稿都会被标记（F7），导出时也会提醒。',
  lists: '列表',
  none: '还没有列表。',
  count_one: '{{shown}} 个视频',
  count_other: '{{shown}} 个视频',
  remove: '移除 {{name}}',
  add: '添加列表',
  name: '基准名称',
  videos: '视频',
  videosHint:
    '每行一个 ID、文件名或指纹；也可以是带有 video 或 video_id 等列的 CSV、JSON 或 JSONL。',
  load: '从文件读取…',
  save: '保存列表',
  saved: '列表已保存，草稿已标记。',
};
