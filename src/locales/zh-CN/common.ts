import type { common as en } from '../en/common.ts';
import type { Shape } from '../shape.ts';

export const common: Shape<typeof en> = {
  appName: 'Ristretto',
  close: '关闭',
  cancel: '取消',
  retry: '重试',
  save: '保存',
  saved: '已保存',
  remove: '移除',
  delete: '删除',
  edit: '编辑',
  copy: '复制',
  copied: '已复制',
  loading: '正在加载…',
  yes: '是',
  no: '否',
  unknown: '未知',
  noKey: '无快捷键',
  status: {
    pending: '待审',
    accepted: '已接受',
    edited: '已修改',
    rejected: '已拒绝',
    skipped: '已跳过',
    flagged: '已标记',
  },
};
