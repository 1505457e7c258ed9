import type { whys as en } from '../en/whys.ts';
import type { Shape } from '../shape.ts';

export const whys: Shape<typeof en> = {
  reasons: {
    first: '最先保留的一帧',
    novel: '内容新：与 {{time}} 仅 {{cosine}} 相似',
    'shot-start': '镜头由此开始：与 {{time}} 仅 {{cosine}} 相似',
    gap: '若去掉它，{{seconds}} 内将无画面',
    last: '最后一帧，距前一个 {{seconds}}',
    uniform: '均匀分布：第 {{place}} / {{total}}',
    random: '随机抽取：第 {{place}} / {{total}}',
    match: '符合问题：{{cosine}}，排名 {{rank}}',
    shot: '另一镜头：{{time}} 处相邻帧仅 {{cosine}} 相似',
    spare:
      '空白，但尚有余额、无更好选择，且此镜头未以其他帧展示；与 {{time}} 最相似，相似度 {{cosine}}',
    'caption-novel': '描述有新内容：与 {{time}} 的描述相似度 {{cosine}}',
    chosen: '由模型挑选：排名 {{rank}} / {{total}}',
    pinned: '由您固定',
  },
  inShort: {
    first: '最先保留',
    novel: '新内容 · {{cosine}}',
    'shot-start': '新镜头 · {{cosine}}',
    gap: '空隙 · {{seconds}}',
    last: '末帧 · {{seconds}}',
    uniform: '均匀 · {{place}} / {{total}}',
    random: '抽取 · {{place}} / {{total}}',
    match: '问题 · {{cosine}}',
    shot: '新镜头 · {{cosine}}',
    spare: '空白，有余额',
    'caption-novel': '新描述 · {{cosine}}',
    chosen: '挑选 · {{rank}}',
    pinned: '已固定',
  },
  passedOver: {
    blank: '空白：几乎没有内容',
    'not-new': '内容不新：与前一保留帧的相似度不低于 {{cosine}}',
    'not-new-on-grid':
      '内容不新（与前一保留帧的相似度不低于 {{cosine}}），或不在每 {{seconds}} 查看一次的帧之中',
    'adds-nothing': '尚有余额，但它重复已保留的内容，或会使保留的帧比均匀分布的帧更相似',
    budget_one: '数量已满：保留的 {{count}} 帧展示得更多',
    budget_other: '数量已满：保留的 {{count}} 帧展示得更多',
    caption: '描述无新内容：与前一保留帧的描述相似度不低于 {{cosine}}',
    between: '位于均匀分布的帧之间；此方法不看画面',
    'not-drawn': '随机抽取了其他帧；此方法不看画面',
    'not-picked': '模型挑选了其他帧',
    'less-relevant_one': '保留的 {{count}} 帧更符合问题',
    'less-relevant_other': '保留的 {{count}} 帧更符合问题',
    weighed_one: '综合问题、差异与时间，保留的 {{count}} 帧更有价值',
    weighed_other: '综合问题、差异与时间，保留的 {{count}} 帧更有价值',
  },
};
