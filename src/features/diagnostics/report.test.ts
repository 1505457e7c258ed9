import { expect, test } from 'vitest';
import { type Findings, reportText } from './report.ts';

const findings: Findings = {
  version: '0.1.0',
  userAgent: 'Chrome',
  languages: ['en'],
  threads: 8,
  memoryGb: 16,
  isIsolated: false,
  missingHeaders: ['Cross-Origin-Opener-Policy'],
  gpu: { vendor: 'v', architecture: 'a', isFallback: false, shaderF16: true },
  codecs: { h264: true, hevc: false, vp8: true, vp9: true, av1: true },
  decoders: [
    {
      id: 'hevc-mp4',
      codec: 'HEVC',
      container: 'mp4',
      webcodecs: 'no',
      ffmpeg: 'yes',
      video: 'not-seen',
    },
  ],
  storage: { mode: 'writer', persisted: false, usedBytes: 1, quotaBytes: 2 },
  models: [
    {
      id: 'tiny',
      task: 'image-embedding',
      licence: 'MIT',
      dim: 4,
      installed: true,
      files: [
        {
          path: '/home/someone/secret/model.onnx',
          url: 'https://host/?token=sk-secret',
          sha256: 'ab',
          bytes: 3,
        },
      ],
      input: { widthPx: 1, heightPx: 1, mean: [], std: [], resize: 'squash' },
    },
  ],
  benchmarks: { tiny: [{ provider: 'wasm', framesPerSec: 70, maxAbsDiff: 1e-6 }] },
};

test('says what the machine can do', () => {
  const report = JSON.parse(reportText(findings));
  expect(report).toMatchObject({
    studio: '0.1.0',
    crossOriginIsolated: false,
    missingHeaders: ['Cross-Origin-Opener-Policy'],
    webgpu: { vendor: 'v' },
    decoders: ['HEVC in mp4: WebCodecs no, FFmpeg yes, <video> not seen'],
  });
  expect(report.models[0].speed).toEqual([
    { provider: 'wasm', framesPerSec: 70, maxAbsDiff: 1e-6 },
  ]);
});

test('takes nothing along that may be private: addresses of models carry tokens, paths carry names', () => {
  const text = reportText(findings);
  expect(text).not.toContain('secret');
  expect(text).not.toContain('someone');
});

test('works when next to nothing could be found out', () => {
  const report = JSON.parse(
    reportText({
      ...findings,
      gpu: null,
      codecs: null,
      decoders: null,
      storage: null,
      missingHeaders: null,
      memoryGb: null,
      models: [],
      benchmarks: {},
    }),
  );
  expect(report).toMatchObject({
    webgpu: null,
    webcodecs: null,
    decoders: 'not seen',
    storage: null,
    models: [],
  });
});
