import type { Messages } from "../messages";

export const dictation: Messages["dictation"] = {
  dictate: "语音输入",
  tooltip: "{action} · {price}",
  free: "免费",
  each: "每次 {price}",
  panel: "语音输入",
  listening: "正在聆听，请说话。",
  writing: "正在转成文字……",
  insert: "插入",
  again: "重试",
  cancel: "取消语音输入",
  silent: "没有听到说话声。",
};
