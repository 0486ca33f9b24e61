import type { keeping as english } from "../../en/failures/keeping";
import type { Strings } from "../../messages";

export const keeping: Strings<typeof english> = {
  too_many_folders: {
    title: "文件夹过多",
    next: "请删除不再需要的文件夹。",
    nextAdmin: "请删除不再需要的文件夹。",
  },
  too_many_prompts: {
    title: "提示词过多",
    next: "请删除不再需要的提示词。",
    nextAdmin: "请删除不再需要的提示词。",
  },
  too_many_shares: {
    title: "有效的链接过多",
    next: "请撤销不再需要的链接。",
    nextAdmin: "请撤销不再需要的链接。",
  },
  sharing_off: {
    title: "分享已关闭",
    next: "请联系管理员开启。",
    nextAdmin: "可在“管理”的“分享”中开启。",
  },
  share: {
    title: "对话过长，无法分享",
    next: "可以导出为 Markdown 再发送文件。",
    nextAdmin: "可以导出为 Markdown 再发送文件。",
  },
  import_unknown: {
    title: "无法导入此文件",
    next: "请选择 Silica、ChatGPT、NextChat、Chatbox 或 Open WebUI 的 JSON 导出文件。",
    nextAdmin: "请选择 Silica、ChatGPT、NextChat、Chatbox 或 Open WebUI 的 JSON 导出文件。",
  },
  import_packed: {
    title: "这是一个压缩包",
    next: "请先解压，再选择其中的 JSON 文件，例如 ChatGPT 的 conversations.json。",
    nextAdmin: "请先解压，再选择其中的 JSON 文件，例如 ChatGPT 的 conversations.json。",
  },
  import_broken: {
    title: "文件不完整",
    next: "请重新下载导出文件。",
    nextAdmin: "请重新下载导出文件。",
  },
  import_running: {
    title: "另一个导入正在进行",
    next: "请等待它完成。",
    nextAdmin: "请等待它完成。",
  },
  import: {
    title: "文件过大",
    next: "请分批导出较少的对话。",
    nextAdmin: "请分批导出较少的对话。",
  },
};
