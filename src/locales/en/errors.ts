import type { ErrorCode } from '../../core/errors.ts';

/** For every code: what happened, and what to do next. Complete by the compiler. */
export const errors = {
  'video/empty-file': {
    what: 'The file is empty.',
    next: 'Copy it again from where it came from, then add it once more.',
  },
  'video/not-a-video': {
    what: 'This file is not a video.',
    next: 'Check that it plays in a video player. Files of another kind that end in .mp4 are refused.',
  },
  'video/no-video-track': {
    what: 'The file has sound but no picture.',
    next: 'Add a file with a video track.',
  },
  'video/truncated': {
    what: 'The file ends too early: its end is missing.',
    next: 'Copy or download it again in full, then add it once more.',
  },
  'video/corrupt': {
    what: 'Parts of the video cannot be read.',
    next: 'The readable parts can be used. For the rest, make a fresh copy or convert the file.',
  },
  'video/zero-size': {
    what: 'The video says that its picture is 0 pixels wide or high.',
    next: 'Convert it to MP4 (H.264) and add the new file.',
  },
  'video/unsupported-codec': {
    what: 'No decoder here knows the codec of this video.',
    next: 'Convert it to MP4 (H.264), WebM (VP9) or another common format and add the new file.',
  },
  'video/encrypted': {
    what: 'The video is encrypted.',
    next: 'Add a copy without copy protection.',
  },
  'video/no-frames': {
    what: 'No picture could be decoded from this video.',
    next: 'Check that it plays in a video player, or convert it to MP4 (H.264).',
  },
  'video/decode-failed': {
    what: 'Decoding stopped with an error.',
    next: 'Try again. If it stops at the same place, choose the other decoder or convert the file.',
  },
  'video/decoder-unavailable': {
    what: 'The decoder could not be started.',
    next: 'Reload the page. If it stays away, look at Diagnostics for what this browser lacks.',
  },
  'video/file-missing': {
    what: 'The video file is not at hand.',
    next: 'Link it again in the Library: it is recognised by its content. Stored frames can be reviewed without it.',
  },
  'video/file-permission': {
    what: 'The browser wants your permission to read this file again.',
    next: 'Grant access in the Library: one click for all files.',
  },
  'video/file-changed': {
    what: 'The file has changed since it was added.',
    next: 'Link the original file, or add this one as a new video.',
  },
  'model/not-found': {
    what: 'This on-device model is not installed.',
    next: 'Install it in Settings › On-device models, or choose another one.',
  },
  'model/hash-mismatch': {
    what: 'The model file is not the one that its card describes (SHA-256 differs).',
    next: 'Download it again. If it still differs, do not use it and tell whoever provides it.',
  },
  'model/bad-card': {
    what: 'The model card is incomplete or wrong.',
    next: 'Compare it with the documented fields and install again.',
  },
  'model/load-failed': {
    what: 'The model could not be loaded.',
    next: 'The details say what is wrong: the file may be damaged, or use operators that this runtime does not have. If it fails on WebGPU alone, choose the wasm provider.',
  },
  'model/run-failed': {
    what: 'The model stopped with an error.',
    next: 'Try again; finished frames are kept. If it repeats, choose the wasm provider.',
  },
  'model/gpu-lost': {
    what: 'The graphics device was lost while the model ran.',
    next: 'The work goes on with wasm. Reload the page to use the graphics device again.',
  },
  'model/no-gpu': {
    what: 'This browser offers no graphics device (WebGPU) to the studio.',
    next: 'The work runs on wasm. To use WebGPU, try a recent Chrome or Edge with hardware acceleration on.',
  },
  'model/no-text-tower': {
    what: 'This model understands pictures but no text.',
    next: 'Choose an image–text model to ask by words.',
  },
  'model/no-image-tower': {
    what: 'This model understands text but no pictures.',
    next: 'Choose a picture model to embed frames.',
  },
  'model/not-a-model': {
    what: 'What came is no model file: a web page, a pointer or a text.',
    next: 'Check the address. On a hub, take the link that downloads the file itself.',
  },
  'model/download-failed': {
    what: 'The model could not be downloaded.',
    next: 'Check the network and try again, or install it from files.',
  },
  'llm/no-endpoint': {
    what: 'No model endpoint is set for this role.',
    next: 'Add one in Settings › Endpoints and roles.',
  },
  'llm/no-key': {
    what: 'The endpoint asks for a key and none is set.',
    next: 'Enter the key in Settings › Endpoints and roles. Keys kept in memory are gone after a reload.',
  },
  'llm/unauthorized': {
    what: 'The endpoint does not accept the key (401).',
    next: 'Check the key in Settings › Endpoints and roles.',
  },
  'llm/forbidden': {
    what: 'The key may not do this (403).',
    next: 'Ask the owner of the account for access to this model.',
  },
  'llm/model-not-found': {
    what: 'The endpoint does not know this model or address (404).',
    next: 'Check the model name and the base URL in Settings › Endpoints and roles.',
  },
  'llm/bad-request': {
    what: 'The endpoint refused the request as malformed.',
    next: 'Check that the model takes pictures, and read the details. The request is kept.',
  },
  'llm/rate-limited': {
    what: 'The endpoint asks to slow down, and retries did not help (429).',
    next: 'Wait a little and retry the job, or allow fewer parallel requests in Settings.',
  },
  'llm/quota-exceeded': {
    what: 'The account of this endpoint has no credit left.',
    next: 'Add credit with the provider, then retry the job. Nothing finished is paid for twice.',
  },
  'llm/server-error': {
    what: 'The endpoint had an error of its own (5xx).',
    next: 'Retry later. Finished replies are kept.',
  },
  'llm/timeout': {
    what: 'The endpoint did not answer in time.',
    next: 'Retry, or allow more time in Settings › Endpoints and roles.',
  },
  'llm/offline': {
    what: 'This device is offline.',
    next: 'Connect it to the network and retry. Review and export work without it.',
  },
  'llm/unreachable': {
    what: 'The endpoint cannot be reached.',
    next: 'Check the address, that the server runs, and that it allows requests from this page (CORS).',
  },
  'llm/connection-lost': {
    what: 'The connection broke while the reply came in.',
    next: 'Retry. If it repeats, switch streaming off in Settings › Endpoints and roles.',
  },
  'llm/not-an-api': {
    what: 'The address answers with something else than a chat API, such as a web page.',
    next: 'Check the base URL: it usually ends in /v1.',
  },
  'llm/refused': {
    what: 'The model refused to answer.',
    next: 'Read its words in the reply, then change the prompt or the frames, or choose another model.',
  },
  'llm/content-filter': {
    what: 'The provider’s content filter stopped the reply.',
    next: 'Choose other frames or another endpoint for this video.',
  },
  'llm/cut-off': {
    what: 'The reply was cut off at its longest allowed length.',
    next: 'Allow more output tokens or ask for fewer items, then retry.',
  },
  'llm/bad-json': {
    what: 'The reply is not JSON, also after a repair and a second request.',
    next: 'The raw reply is kept. Use a model that follows JSON, or change the prompt.',
  },
  'llm/bad-schema': {
    what: 'The reply is JSON but lacks what was asked for.',
    next: 'The raw reply is kept. Use a model with structured output, or change the prompt.',
  },
  'llm/context-length': {
    what: 'The request is longer than the model can read.',
    next: 'Send fewer or smaller frames, or choose a model with a longer context.',
  },
  'llm/budget-reached': {
    what: 'The run stopped: its next call could exceed the budget.',
    next: 'Everything that was paid for is kept. Start the run again with a larger budget: finished requests cost nothing.',
  },
  'llm/price-unknown': {
    what: 'The run has a budget, but the price of one of its models is not known.',
    next: 'Enter the prices of the role under Settings → Endpoints, or start the run without a budget.',
  },
  'llm/bad-batch': {
    what: 'This is not a file of batch results.',
    next: 'Choose the output file (JSONL) that the batch service gave for a file written here.',
  },
  'storage/quota': {
    what: 'The browser’s storage is full.',
    next: 'Save an archive, then delete projects or copied videos, or free space on this device. Nothing saved is lost.',
  },
  'storage/unavailable': {
    what: 'The browser’s storage cannot be opened.',
    next: 'Leave private browsing, allow site data for this page, and reload.',
  },
  'storage/locked': {
    what: 'Another tab is writing.',
    next: 'Go on in that tab, or take over in this one.',
  },
  'storage/read-only': {
    what: 'The data is open for reading only.',
    next: 'Take over writing in this tab, or open the newer version of the studio.',
  },
  'storage/corrupt': {
    what: 'Stored data cannot be read.',
    next: 'Save an archive of what still opens, and import your last archive.',
  },
  'storage/newer-version': {
    what: 'The data was written by a newer version of the studio.',
    next: 'Open that version to change it. Here it can be read and exported.',
  },
  'storage/not-found': {
    what: 'This item is no longer there.',
    next: 'Go back to the list; it may have been deleted in another tab.',
  },
  'import/not-recognised': {
    what: 'The format of this file is not known.',
    next: 'Check the file against the documented formats.',
  },
  'import/bad-record': {
    what: 'A record could not be read.',
    next: 'The others were imported. Mend the named line and import the file again; nothing is doubled.',
  },
  'import/bad-archive': {
    what: 'The archive is damaged or not one of this studio.',
    next: 'Copy it again from where it was saved.',
  },
  'import/newer-version': {
    what: 'The archive was saved by a newer version of the studio.',
    next: 'Open it with that version.',
  },
  'export/nothing-to-export': {
    what: 'There is no record that matches.',
    next: 'Accept some drafts first, or widen the filter.',
  },
  'export/missing-picture': {
    what: 'A record cites a picture that is not stored.',
    next: 'Link its video again in the Library and prepare it, or leave the record out.',
  },
  'export/invalid-record': {
    what: 'A record does not fit the format.',
    next: 'Open it from the list of problems and complete it, or leave it out.',
  },
  'export/write-failed': {
    what: 'The file could not be written.',
    next: 'Check the free space and the folder’s permissions, then export again.',
  },
  'job/cancelled': {
    what: 'The work was cancelled.',
    next: 'Start it again when you like: what was finished is kept.',
  },
  'job/interrupted': {
    what: 'The work was interrupted.',
    next: 'Retry: it goes on where it stopped.',
  },
  'worker/crashed': {
    what: 'A background worker stopped unexpectedly.',
    next: 'Try again: a fresh one starts by itself. If it repeats, close other tabs to free memory.',
  },
  'input/invalid': {
    what: 'Something that was entered does not make sense here.',
    next: 'Correct it and try again.',
  },
  'internal/unexpected': {
    what: 'Something unexpected went wrong.',
    next: 'Reload the page; saved work is safe. If it repeats, copy the details and report them.',
  },
} as const satisfies Record<ErrorCode, { what: string; next: string }>;
