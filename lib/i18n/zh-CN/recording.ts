import type { Messages } from "../messages";

export const recording: Messages["recording"] = {
  record: "录音",
  again: "重新录音",
  stop: "停止",
  asking: "浏览器正在请求使用麦克风……",
  recording: "正在录音",
  time: "{elapsed}，最长 {limit}",
  silent: "目前还没有听到声音。麦克风选对了吗？",
  loud: "声音太大，请离麦克风远一点。",
  bare: {
    label: "裸采样",
    hint: "这个文件没有说明录制方式。如果听起来太快、太慢或不正常，请在这里另选。",
    rate: "采样率",
    hertz: "{rate} Hz",
    channels: "声道",
    mono: "单声道",
    stereo: "双声道",
  },
  problems: {
    refused: {
      title: "麦克风被拒绝使用",
      next: "请在浏览器设置中允许本页面使用麦克风，然后重新录音。",
    },
    missing: {
      title: "没有可用的麦克风",
      next: "请连接麦克风，或关闭正在占用它的程序，然后重新录音。",
    },
    unplugged: {
      title: "麦克风已断开",
      next: "它被拔掉，或不再允许本页面使用。断开之前录下的内容已保留。",
    },
    unsupported: {
      title: "此浏览器无法在这里录音",
      next: "请使用新版浏览器，并通过 https 开头的网址访问。你也可以改为选择文件。",
    },
  },
};
