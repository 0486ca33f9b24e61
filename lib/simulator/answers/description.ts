import { isMostlyChinese, type Question } from "./question";

const instruction = /\bpictures?\b/i;
const wanted = /^The description:\s*\n+([\s\S]+)$/m;

/** True for the request of a helper that wants a picture described better. */
export function wantsDescription({ system, text }: Question): boolean {
  return wanted.test(text) && instruction.test(`${system}\n${text}`);
}

/** The description with composition, light, mood and style after it, and what to keep out where that is asked for. */
export function improveDescription({ system, text }: Question): string {
  const said = wanted
    .exec(text)![1]!
    .trim()
    .replace(/[.。\s]+$/, "");
  const takesExclusions = `${system}\n${text}`.includes("AVOID:");
  if (isMostlyChinese(said)) {
    const better = `${said}，主体居于画面前景，背景层次分明，柔和的侧光从左上方照来，色彩温暖，气氛宁静，写实摄影风格，细节清晰`;
    return takesExclusions ? `${better}\nAVOID: 模糊，变形，文字，水印` : better;
  }
  const better =
    `${said}, in the foreground of a clear composition with depth behind it, soft side light from the upper left, ` +
    "warm colours, a calm mood, in the style of a detailed photograph";
  return takesExclusions ? `${better}\nAVOID: blur, distortion, lettering, watermark` : better;
}
