import type { errors as en } from '../en/errors.ts';
import type { Shape } from '../shape.ts';

export const errors: Shape<typeof en> = {
  'video/empty-file': { what: '文件是空的。', next: '请从来源重新复制，然后再添加一次。' },
  'video/not-a-video': {
    what: '这个文件不是视频。',
    next: '请确认它能在播放器中播放。其他类型的文件即使以 .mp4 结尾也不会被接受。',
  },
  'video/no-video-track': { what: '文件只有声音，没有画面。', next: '请添加含有视频轨的文件。' },
  'video/truncated': {
    what: '文件不完整：缺少结尾。',
    next: '请重新完整复制或下载，然后再添加一次。',
  },
  'video/corrupt': {
    what: '视频的某些部分无法读取。',
    next: '可读的部分可以使用。其余部分请重新复制或转换文件。',
  },
  'video/zero-size': {
    what: '视频声明的画面宽或高为 0 像素。',
    next: '请转换为 MP4（H.264）后添加新文件。',
  },
  'video/unsupported-codec': {
    what: '这里没有解码器认识该视频的编码。',
    next: '请转换为 MP4（H.264）、WebM（VP9）或其他常见格式后添加。',
  },
  'video/encrypted': { what: '视频已加密。', next: '请添加没有版权保护的副本。' },
  'video/no-frames': {
    what: '无法从该视频解码出任何画面。',
    next: '请确认它能在播放器中播放，或转换为 MP4（H.264）。',
  },
  'video/decode-failed': {
    what: '解码因错误停止。',
    next: '请重试。如果总在同一处停止，请换用另一个解码器或转换文件。',
  },
  'video/decoder-unavailable': {
    what: '解码器无法启动。',
    next: '请重新加载页面。如仍无法启动，请在“诊断”中查看此浏览器缺少什么。',
  },
  'video/file-missing': {
    what: '找不到视频文件。',
    next: '请在视频库中重新关联：程序会按内容识别它。没有文件也能审核已存储的帧。',
  },
  'video/file-permission': {
    what: '浏览器需要您再次允许读取该文件。',
    next: '请在视频库中授权：一次点击即可授权全部文件。',
  },
  'video/file-changed': {
    what: '文件在添加之后发生了变化。',
    next: '请关联原始文件，或将此文件作为新视频添加。',
  },
  'model/not-found': {
    what: '该本地模型尚未安装。',
    next: '请在“设置 › 本地模型”中安装，或选择其他模型。',
  },
  'model/hash-mismatch': {
    what: '模型文件与其卡片描述不符（SHA-256 不同）。',
    next: '请重新下载。如仍不同，请勿使用，并告知提供者。',
  },
  'model/bad-card': { what: '模型卡片不完整或有误。', next: '请对照文档中的字段修改后重新安装。' },
  'model/load-failed': {
    what: '模型无法加载。',
    next: '详细信息说明了原因：文件可能已损坏，或使用了此运行时没有的算子。如果仅在 WebGPU 上失败，请选择 wasm。',
  },
  'model/run-failed': {
    what: '模型运行出错而停止。',
    next: '请重试，已完成的帧会保留。如反复出现，请选择 wasm。',
  },
  'model/gpu-lost': {
    what: '模型运行时图形设备丢失。',
    next: '工作已改用 wasm 继续。重新加载页面可再次使用图形设备。',
  },
  'model/no-gpu': {
    what: '浏览器没有提供可用的图形设备（WebGPU）。',
    next: '工作改用 wasm 运行。如需 WebGPU，请使用较新的 Chrome 或 Edge 并开启硬件加速。',
  },
  'model/no-text-tower': {
    what: '该模型只理解图像，不理解文本。',
    next: '要用文字提问，请选择图文模型。',
  },
  'model/no-image-tower': {
    what: '该模型只理解文本，不理解图像。',
    next: '要嵌入帧，请选择图像模型。',
  },
  'model/not-a-model': {
    what: '得到的不是模型文件，而是网页、指针或文本。',
    next: '请检查地址。在模型站点上，请使用直接下载文件的链接。',
  },
  'model/download-failed': { what: '模型无法下载。', next: '请检查网络后重试，或从文件安装。' },
  'llm/no-endpoint': { what: '该角色尚未设置模型端点。', next: '请在“设置 › 端点与角色”中添加。' },
  'llm/no-key': {
    what: '端点需要密钥，但尚未设置。',
    next: '请在“设置 › 端点与角色”中输入密钥。仅保存在内存中的密钥在重新加载后会消失。',
  },
  'llm/unauthorized': {
    what: '端点不接受该密钥（401）。',
    next: '请在“设置 › 端点与角色”中检查密钥。',
  },
  'llm/forbidden': {
    what: '该密钥无权执行此操作（403）。',
    next: '请向账户所有者申请使用该模型的权限。',
  },
  'llm/model-not-found': {
    what: '端点不认识该模型或地址（404）。',
    next: '请在“设置 › 端点与角色”中检查模型名称和基础 URL。',
  },
  'llm/bad-request': {
    what: '端点认为请求格式有误而拒绝。',
    next: '请确认模型支持图片，并查看详情。请求已保留。',
  },
  'llm/rate-limited': {
    what: '端点要求放慢速度，重试后仍未成功（429）。',
    next: '请稍候再重试任务，或在设置中减少并行请求数。',
  },
  'llm/quota-exceeded': {
    what: '该端点的账户余额已用完。',
    next: '请向提供商充值后重试任务。已完成的部分不会重复付费。',
  },
  'llm/server-error': { what: '端点自身出错（5xx）。', next: '请稍后重试。已完成的回复会保留。' },
  'llm/timeout': {
    what: '端点未在规定时间内应答。',
    next: '请重试，或在“设置 › 端点与角色”中延长时间。',
  },
  'llm/offline': { what: '此设备处于离线状态。', next: '请连接网络后重试。审核和导出无需网络。' },
  'llm/unreachable': {
    what: '无法连接到端点。',
    next: '请检查地址、服务器是否运行，以及是否允许来自本页面的请求（CORS）。',
  },
  'llm/connection-lost': {
    what: '接收回复时连接中断。',
    next: '请重试。如反复出现，请在“设置 › 端点与角色”中关闭流式传输。',
  },
  'llm/not-an-api': {
    what: '该地址返回的不是聊天 API，例如是一个网页。',
    next: '请检查基础 URL：通常以 /v1 结尾。',
  },
  'llm/refused': {
    what: '模型拒绝回答。',
    next: '请阅读回复中的说明，然后修改提示词或帧，或换用其他模型。',
  },
  'llm/content-filter': {
    what: '提供商的内容过滤器拦截了回复。',
    next: '请为该视频选择其他帧或其他端点。',
  },
  'llm/cut-off': {
    what: '回复达到最大长度而被截断。',
    next: '请允许更多输出 token 或减少条目，然后重试。',
  },
  'llm/bad-json': {
    what: '回复不是 JSON，修复和再次请求后仍然不是。',
    next: '原始回复已保留。请使用能遵循 JSON 的模型，或修改提示词。',
  },
  'llm/bad-schema': {
    what: '回复是 JSON，但缺少所要求的内容。',
    next: '原始回复已保留。请使用支持结构化输出的模型，或修改提示词。',
  },
  'llm/context-length': {
    what: '请求超出了模型可读取的长度。',
    next: '请减少帧数或缩小帧，或选择上下文更长的模型。',
  },
  'llm/budget-reached': {
    what: '运行已停止：下一次调用可能超出预算。',
    next: '已付费的内容全部保留。提高预算后重新运行即可，已完成的请求不再收费。',
  },
  'llm/price-unknown': {
    what: '运行设有预算，但其中一个模型的价格未知。',
    next: '请在“设置 → 端点”中填写该角色的价格，或不设预算运行。',
  },
  'llm/bad-batch': {
    what: '这不是批处理结果文件。',
    next: '请选择批处理服务针对此处所写文件返回的输出文件（JSONL）。',
  },
  'storage/quota': {
    what: '浏览器存储空间已满。',
    next: '请保存归档，然后删除项目或已复制的视频，或清理设备空间。已保存的内容不会丢失。',
  },
  'storage/unavailable': {
    what: '无法打开浏览器存储。',
    next: '请退出无痕模式，允许本页面保存数据，然后重新加载。',
  },
  'storage/locked': {
    what: '另一个标签页正在写入。',
    next: '请在那个标签页继续，或在此标签页接管。',
  },
  'storage/read-only': {
    what: '数据以只读方式打开。',
    next: '请在此标签页接管写入，或打开更新版本的程序。',
  },
  'storage/corrupt': {
    what: '存储的数据无法读取。',
    next: '请为仍能打开的内容保存归档，并导入您最近的归档。',
  },
  'storage/newer-version': {
    what: '数据由更新版本的程序写入。',
    next: '请用该版本进行修改。此处可以查看和导出。',
  },
  'storage/not-found': {
    what: '该条目已不存在。',
    next: '请返回列表；它可能已在其他标签页中被删除。',
  },
  'import/not-recognised': {
    what: '无法识别该文件的格式。',
    next: '请对照文档中的格式检查文件。',
  },
  'import/bad-record': {
    what: '有一条记录无法读取。',
    next: '其余记录已导入。修正所指的行后可再次导入，不会重复。',
  },
  'import/bad-archive': { what: '归档已损坏，或不是本程序的归档。', next: '请从保存处重新复制。' },
  'import/newer-version': { what: '归档由更新版本的程序保存。', next: '请用该版本打开。' },
  'export/nothing-to-export': {
    what: '没有符合条件的记录。',
    next: '请先接受一些草稿，或放宽筛选条件。',
  },
  'export/missing-picture': {
    what: '有记录引用了未存储的图片。',
    next: '请在视频库中重新关联其视频并准备，或不导出该记录。',
  },
  'export/invalid-record': {
    what: '有记录不符合该格式。',
    next: '请从问题列表中打开并补全，或不导出该记录。',
  },
  'export/write-failed': {
    what: '无法写入文件。',
    next: '请检查可用空间和文件夹权限，然后重新导出。',
  },
  'job/cancelled': { what: '工作已取消。', next: '可随时重新开始：已完成的部分会保留。' },
  'job/interrupted': { what: '工作被中断。', next: '请重试：将从中断处继续。' },
  'worker/crashed': {
    what: '后台进程意外停止。',
    next: '请重试：会自动启动新的进程。如反复出现，请关闭其他标签页以释放内存。',
  },
  'input/invalid': { what: '输入的内容在此处无效。', next: '请修正后重试。' },
  'internal/unexpected': {
    what: '发生了意外错误。',
    next: '请重新加载页面，已保存的工作是安全的。如反复出现，请复制详情并报告。',
  },
};
