import { pick, randomFrom } from "../random";
import { lengthenTo } from "./length";
import type { Question } from "./question";

const english = {
  first: [
    "Let me think about this.",
    "Okay, so the user wants an answer here.",
    "First I should see what is really being asked.",
  ],
  middle: [
    "There are several angles: what it is, why it matters, and where it goes wrong.",
    "A definition alone would be thin, so an example and a comparison should follow.",
    "I should check the edge cases before I commit to a structure.",
    "A short table would make the differences easy to see.",
    "Wait, the order matters here; the general idea has to come before the detail.",
  ],
  last: ["That should be enough. I will write it down clearly.", "Good. Now I can give the answer."],
};

const chinese = {
  first: ["好的，我先想一想。", "嗯，用户想了解的内容需要先理清楚。", "首先要弄明白真正的问题是什么。"],
  middle: [
    "可以从几个角度来看：它是什么，为什么重要，哪里容易出错。",
    "只给定义太单薄，还应该有例子和对比。",
    "下结论之前，先检查一下边界情况。",
    "用一个小表格可以让差别一目了然。",
    "等等，顺序很重要，应该先讲整体再讲细节。",
  ],
  last: ["思路已经清楚，可以作答了。", "好，现在给出答案。"],
};

/** What a reasoning model says to itself before it answers. `[[reasoning=N]]` makes it N tokens long. */
export function writeReasoning(question: Question): string {
  const random = randomFrom(question.seed ^ 0x5eed);
  const voice = question.isChinese ? chinese : english;
  const about = question.isChinese ? `问题涉及“${question.topic}”。` : `The question is about "${question.topic}".`;
  const start = Math.floor(random() * voice.middle.length);
  const middle = Array.from({ length: 2 + Math.floor(random() * 3) }, (_, index) => voice.middle[(start + index) % 5]!);
  const gap = question.isChinese ? "" : " ";
  const paragraphs = [[pick(random, voice.first), about].join(gap), middle.join(gap), pick(random, voice.last)];
  const text = paragraphs.join("\n\n");
  const wanted = Number(question.directives.get("reasoning"));
  return wanted > 0 ? lengthenTo(text, wanted, random, question.isChinese) : text;
}
