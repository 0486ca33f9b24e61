import type { Messages } from "../messages";

export const documents: Messages["documents"] = {
  reading: "正在读取文档…",
  ready: "{pages}，约 {tokens} tokens",
  pages: {
    page: "{count} 页",
    slide: "{count} 张幻灯片",
    sheet: "工作表共 {count} 部分",
    section: "{count} 节",
  },
  scanned: "这份 PDF 没有文字，页面都是图片。请把页面作为图片发给支持视觉的模型。",
  reasons: {
    damaged: "文件已损坏，无法打开。请重新保存或重新上传。",
    encrypted: "文件设有密码。请另存为不带密码的文件后再添加。",
    empty: "文件中没有文字。",
    disguised: "文件内容与文件名不符，实际是另一种类型，因此没有读取。",
    too_large: "文档过大，无法在这里读取。请拆分后发送，或只发送其中一部分。",
    unsupported: "这里不支持读取此类文件。请另存为 PDF、DOCX、PPTX、XLSX、CSV 或文本。",
  },
  chosen: {
    page: "已发送：第 {list} 页，共 {total} 页",
    slide: "已发送：第 {list} 张幻灯片，共 {total} 张",
    sheet: "已发送：第 {list} 部分，共 {total} 部分",
    section: "已发送：第 {list} 节，共 {total} 节",
  },
};
