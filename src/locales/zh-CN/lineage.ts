import type { lineage as english } from '../en/lineage.ts';
import type { Shape } from '../shape.ts';

export const lineage: Shape<typeof english> = {
  basis_one: '依据 {{count}} 条草稿',
  basis_other: '依据 {{count}} 条草稿',
  made_one: '有 {{count}} 条草稿依据它',
  made_other: '有 {{count}} 条草稿依据它',
  rewrittenFrom: '重写自',
  rewrittenAs: '重写为',
  compare: '比较两者',
  more: '另外 {{count}} 条',
  gone: '已移除的草稿',
  change: { words: '此后有改动', rejected: '此后被驳回', stale: '本身已过时' },
  stale: {
    stale: '已过时',
    staleText: '其依据此后被修改或驳回，见下方。重新运行配方只会请求有变化的部分。',
    redraft: '重写过时的部分',
    replaced: '已被取代',
    replacedText: '后来的运行已依据当前内容写出另一条草稿。',
  },
  filtered: {
    title: '质量筛选未通过',
    overrule: '接受或编辑即可推翻筛选：下次运行会按你的文字采用。',
    overruled: '你已推翻筛选：下次运行会采用。',
  },
  machine: {
    boxes_one: '{{count}} 个框待检查',
    boxes_other: '{{count}} 个框待检查',
    boxesHint: '由模型画出。接受草稿即确认。',
    spans_one: '{{count}} 个时间段待检查',
    spans_other: '{{count}} 个时间段待检查',
    spansHint: '由模型给出。接受草稿即确认。',
  },
};
