import type { facts as en } from '../en/facts.ts';
import type { Shape } from '../shape.ts';

export const facts: Shape<typeof en> = {
  remarks: {
    'start-not-zero': '首帧不在 0:00；时间以文件自身的时钟为准。',
    rotated: '文件要求旋转显示；画面已转正。',
    mirrored: '文件要求镜像显示。',
    'non-square-pixels': '像素不是正方形；画面按显示尺寸拉伸。',
    'variable-frame-rate': '帧率不固定；每一帧都带有自己的时间。',
    hdr: '高动态范围；画面已色调映射到标准显示（BT.2390，峰值 1000 cd/m²）。',
    interlaced: '隔行扫描；每帧只显示先出现的一场。',
    'header-duration-wrong': '文件头写的时长不符；以实测时长为准。',
    truncated: '文件不完整；现有部分可以使用。',
    'no-timestamps': '没有可用的时间戳；按帧率推算。',
    'slow-seeking': '每一帧都依赖之前的全部画面；取单帧较慢。',
    'slow-opening': '此格式没有索引：显示第一帧之前要通读整个文件一次。',
    'from-pictures': '由一个图片文件夹组成，每张图片一帧，字节未改动。',
    'stated-rate': '帧率由添加者指定，时间据此计算。',
  },
  remarkNames: {
    'start-not-zero': '起点偏移',
    rotated: '旋转',
    mirrored: '镜像',
    'non-square-pixels': '像素比例',
    'variable-frame-rate': '可变帧率',
    hdr: 'HDR',
    interlaced: '隔行',
    'header-duration-wrong': '时长有误',
    truncated: '不完整',
    'no-timestamps': '无时间戳',
    'slow-seeking': '定位较慢',
    'slow-opening': '打开较慢',
    'from-pictures': '图片',
    'stated-rate': '指定帧率',
  },
  fps: '{{fps}} 帧/秒',
  variableFps: '约 {{fps}} 帧/秒',
};
