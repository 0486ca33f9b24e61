import type { Messages } from "../messages";

export const readAloud: Messages["readAloud"] = {
  panel: "朗读这条回答",
  voice: "声音",
  own: "{model} · 你的声音",
  shared: "{voice}（与你共享）",
  lost: "{voice} 已不存在，或暂时不能使用，改由 {instead} 朗读。",
  start: "朗读",
  close: "关闭",
  loading: "正在载入声音……",
  noModel: "还没有已定价的语音合成模型。请联系管理员设置价格。",
  loadFailed: "无法载入声音。",
  nothing: "这条回答中没有可以朗读的内容。",
  tooLong: "这条回答超过一次可以朗读的长度。",
  over: "你的额度不足。",
  once: "用同一声音再次朗读不再收费。",
  library: "在作品库中查看",
  name: "朗读的回答",
  price: {
    rate: "{amount} / 百万字节",
    bytes: "文本字节",
    quantity: "{bytes} 字节",
    unknown: "价格取决于模型。",
    noLimit: "没有为你设置每月额度。",
    quota: "{date} 前将剩余 {rest}，共 {limit}。",
    perByte: "语音按 UTF-8 字节计费：一个拉丁字母为 1 字节，一个汉字为 3 字节。",
  },
};
