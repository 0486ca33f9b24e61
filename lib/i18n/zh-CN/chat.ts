import type { Messages } from "../messages";

export const chat: Messages["chat"] = {
  markdown: {
    code: "代码",
    copyCode: "复制代码",
    image: "图片",
    table: "表格",
    moreRows: "已显示 {count} 行中的 {shown} 行，显示更多",
  },
};
