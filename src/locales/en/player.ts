export const player = {
  video: 'Video {{video}}',
  scrubber: 'Place in the video',
  play: 'Play',
  pause: 'Pause',
  back: 'One frame back',
  forward: 'One frame forward',
  copy: {
    why: 'This browser cannot play the file.',
    whyHint: 'Its frames are shown one by one, decoded by FFmpeg.',
    make: 'Make a playable copy',
    again: 'Try again',
    making: 'Making a copy…',
    cancel: 'Cancel',
    badge: 'proxy',
    badgeHint:
      'What moves is a smaller copy without sound, with the same frame times. It goes with this tab. Stills are decoded from the file itself.',
  },
} as const;
