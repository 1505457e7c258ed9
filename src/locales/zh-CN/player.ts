import type { player as en } from '../en/player.ts';
import type { Shape } from '../shape.ts';

export const player: Shape<typeof en> = {
  video: '视频 {{video}}',
  scrubber: '视频中的位置',
  play: '播放',
  pause: '暂停',
  back: '后退一帧',
  forward: '前进一帧',
  copy: {
    why: '此浏览器无法播放该文件。',
    whyHint: '画面由 FFmpeg 解码，逐帧显示。',
    make: '制作可播放的副本',
    again: '再试一次',
    making: '正在制作副本…',
    cancel: '取消',
    badge: '代理',
    badgeHint:
      '播放的是一个较小的无声副本，帧时间与原文件相同，关闭标签页后消失。静止画面由原文件解码。',
  },
};
