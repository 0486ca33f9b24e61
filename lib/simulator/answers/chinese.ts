import { pick } from "../random";
import { codeBlock, codeBlocks } from "./code";
import type { Phrases } from "./sections";

const openings = [
  "先给出一个简短的概述。只要明白了它的*目的*，其余内容就容易理解了。",
  "一句话概括：用简单的部件得到**可靠的结果**。剩下的都是细节。",
  "可以分两部分来看：**它能做什么？**以及*什么时候不该用它*。",
];
const points = [
  "**目的：**消除一类错误，而不是把它藏起来。",
  "**成本（前期）**略高，**后期**则明显降低。",
  "“**局限**”在于：很小的场景收益不大，很大的场景需要规划。",
  "**实践。**从一个例子开始，先测量，再推广。",
  "**检查**：空输入、超大输入和重复输入分别会怎样？",
];

export const chinese: Phrases = {
  opening: (random) => pick(random, openings),
  points: (random) => {
    const start = Math.floor(random() * points.length);
    return [0, 1, 2].map((index) => points[(start + index) % points.length]!);
  },
  table: (topic) =>
    `| 方面 | ${topic.replaceAll("|", "\\|")} | 其他方案 |
| :--- | :---: | ---: |
| 起步成本 | 中等 | 低 |
| 长期成本 | **低** | 高 |
| 速度 | 1.0 × | 0.6 × |
| 已知限制 | [少](https://example.com/limits "有文档") | 多 |
| 代码 | \`step()\` | \`leap()\` |`,
  math: `其增长满足 $T(n) = 2\\,T(n/2) + \\Theta(n)$，因此 $T(n) = \\Theta(n \\log n)$。完整的公式是：

$$
\\sum_{k=1}^{n} k = \\frac{n(n+1)}{2}, \\qquad \\int_{-\\infty}^{\\infty} e^{-x^2}\\,dx = \\sqrt{\\pi}
$$

当 \\(a \\neq 0\\) 时，方程 \\(ax^2 + bx + c = 0\\) 的解为

\\[
x_{1,2} = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}
\\]`,
  code: (question, random) =>
    `下面是一个完整的例子：\n\n${codeBlock(question, random)}\n\n它可以直接运行，按 \`Ctrl+C\` 结束。`,
  allCode: () => codeBlocks(),
  tasks: `1. 先确定什么叫“完成”。
2. 小步前进：
   - [x] 写出最小的例子
   - [x] 让它以预期的方式失败
   - [ ] 让它通过
   - [ ] 删掉不需要的部分
3. 记录学到的东西。`,
  quote: "> 先让它能用，再让它正确，最后让它快。\n>\n> 顺序才是重点。",
  closing: (topic) => `---\n\n如果你能说说在什么场景下用到**“${topic}”**，我可以展开最相关的部分。`,
  headings: { points: "要点", table: "对比", math: "数学推导", code: "示例", tasks: "下一步" },
  sum: (expression, value) => `**${expression} = ${value}**\n\n计算顺序与平常一样：括号、乘方、乘除、加减。`,
  images: (facts) =>
    `我看到了 ${facts.length} 张图片：${facts.map((fact) => `${fact.format}，${fact.width} × ${fact.height} 像素`).join("；")}。`,
  quoted: (name, sentence) => `《${name}》里写道：\n\n> ${sentence}\n\n这是与问题最相关的一句。`,
  toolResults: (results) =>
    `工具返回了：\n\n${results.map((result) => `> ${result}`).join("\n\n")}\n\n这就回答了你的问题。`,
  greeting: "你好！我是一个模拟的模型：回答是编的，但周围的一切都是真的。想聊点什么？",
};
