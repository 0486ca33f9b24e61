import type { Messages } from "../messages";

export const player: Messages["player"] = {
  tabs: { heading: "语音", label: "朗读、声音与转写", speech: "朗读", voices: "声音", transcribe: "转写" },
  name: "播放器：{name}",
  play: "播放",
  pause: "暂停",
  position: "{name} 的播放位置",
  positionOf: "{position} / {length}",
  seconds: "{seconds} 秒",
  selectionFrom: "选段开头",
  selectionTo: "选段结尾",
  speed: "播放速度",
  mute: "静音",
  unmute: "恢复声音",
  volume: "音量",
  download: "下载",
  live: "生成中",
  waiting: "正在等待后续声音",
  failed: "无法播放。",
};
