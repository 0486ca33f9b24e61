import type { files as english } from "../../en/failures/files";
import type { Strings } from "../../messages";

export const files: Strings<typeof english> = {
  attachments_length: {
    title: "附件超出该模型的容量",
    cause: "图片和文件需要的 token 超过模型一次能读取的数量。",
    next: "请选择文档的部分页面，移除一些附件，或换用上下文更长的模型。",
  },
  attachment_kind: {
    title: "文件不能这样附加",
    next: "请移除后重新添加。",
  },
  attachment: {
    title: "无法读取图片",
    cause: "服务器的文件存储出现问题。没有发送任何内容，也不产生费用。",
    next: "请稍后重试。",
  },
  document_reading: {
    title: "文档仍在读取中",
    next: "请稍候再发送。",
  },
  document_pages: {
    title: "文档没有所选的全部页面",
    next: "请重新选择页面。",
  },
  file: {
    title: "此模型无法读取该文件",
    cause: "模型不支持这类文件。",
    next: "请移除文件，或更换模型。",
    nextAdmin: "请移除文件，或更换模型。",
  },
  address: {
    title: "无法使用此地址",
    next: "地址须以 http:// 或 https:// 开头，且不含用户名和密码。",
  },
  private_address: {
    title: "此地址指向内部网络",
    next: "请使用公网地址。",
  },
  address_unreachable: {
    title: "无法从此地址取得内容",
    next: "请检查地址，或稍后重试。",
  },
  address_timeout: {
    title: "此地址响应超时",
    next: "请稍后重试，或更换地址。",
  },
  disk_full: {
    title: "服务器已没有空间存放文件",
    next: "请告知管理员。",
    nextAdmin: "请在 STORAGE_URL 所在磁盘腾出空间。",
  },
  storage_unreachable: {
    title: "暂时无法访问文件存储",
    cause: "其他功能不受影响，已保存的内容不会丢失。",
    next: "请一分钟后重试。",
    nextAdmin: "请检查 STORAGE_URL 指定的存储桶及其密钥；服务器日志中有其返回的内容。",
  },
  storage_full: {
    title: "你的存储空间已满",
    cause: "你的文件（包括回收站中的文件）已用完全部空间。",
    next: "请删除不再需要的文件并清空回收站，或请管理员增加空间。",
    nextAdmin: "请删除不再需要的文件，或在管理页面为自己增加空间。",
  },
  file_missing: {
    title: "服务器上缺少此文件",
    next: "请重新上传。",
  },
  file_size: {
    title: "文件过大",
    next: "请上传较小的文件。",
  },
  empty_file: {
    title: "文件为空",
    next: "请选择其他文件。",
  },
  broken_off: {
    title: "文件上传中断",
    next: "请重新上传。",
  },
  checksum: {
    title: "文件在传输中损坏",
    next: "请重新上传。",
  },
  audio_damaged: {
    title: "录音已损坏",
    next: "请选择其他录音，或重新保存后上传。",
  },
  audio_format: {
    title: "此文件不是可读取的录音",
    next: "请另存为 MP3、WAV、FLAC、Opus 或 M4A 后再上传。裸采样文件须以 .pcm 或 .raw 结尾。",
  },
  audio_codec: {
    title: "无法解码此类录音",
    next: "请另存为 MP3、WAV、FLAC 或 Opus 后再上传。",
  },
  samples_odd: {
    title: "采样不完整",
    next: "裸采样每个占两个字节，双声道每组四个。如果选了双声道，请试试单声道；否则请另存为 WAV 后再上传。",
  },
  samples_noise: {
    title: "按裸采样读取，这只是一片噪声",
    cause: "需要 16 位、低字节在前的采样。无论文件名怎么写，它的内容不是这样。",
    next: "请另存为 WAV 或 MP3 后再上传。",
  },
  audio_empty: {
    title: "录音中没有声音",
    next: "请选择其他录音，或重新录制。",
  },
  audio_too_long: {
    title: "录音过长",
    next: "请分段上传，每段不超过十二小时。",
  },
  not_audio: {
    title: "此文件不是录音",
    next: "请选择录音文件。",
  },
  not_picture: {
    title: "此文件不是图片",
    next: "请选择图片，或将其作为文档添加。",
  },
  picture_format: {
    title: "无法读取此类图片",
    next: "请另存为 JPEG、PNG、WebP、GIF 或 AVIF 后再上传。",
  },
  picture_damaged: {
    title: "图片已损坏",
    next: "请选择其他图片，或重新保存后上传。",
  },
  picture_pixels: {
    title: "图片像素过多",
    next: "请缩小后再上传。",
  },
};
