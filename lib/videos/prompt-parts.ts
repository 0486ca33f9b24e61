/** What the guide wants said of a clip, in its order. @see SiliconFlow guide, video generation */
export const promptParts = ["action", "gestures", "appearance", "background", "camera", "light", "changes"] as const;
export type PromptPart = (typeof promptParts)[number];
export type PromptParts = Record<PromptPart, string>;

export const noParts: PromptParts = {
  action: "",
  gestures: "",
  appearance: "",
  background: "",
  camera: "",
  light: "",
  changes: "",
};

/** One paragraph that begins with the action. Each part ends like a sentence, in the writing it is in. */
export function writePrompt(parts: PromptParts): string {
  return promptParts
    .map((part) => sentence(parts[part]))
    .filter(Boolean)
    .reduce((text, next) => text + (text === "" || /[。！？…」』”）]$/u.test(text) ? "" : " ") + next, "");
}

/**
 * Reads a free text into the parts: its first sentence is the action, each further one goes where its words point, or
 * on with the one before. No word is lost.
 */
export function readPrompt(text: string): PromptParts {
  const parts = { ...noParts };
  let last: PromptPart = "action";
  sentencesOf(text).forEach((said, index) => {
    if (index > 0) last = partOf(said) ?? last;
    const before = parts[last];
    parts[last] = before === "" ? said : before + (/[。！？…]$/u.test(before) ? "" : " ") + said;
  });
  return parts;
}

function sentence(part: string): string {
  const text = part.replace(/\s+/gu, " ").trim();
  if (text === "" || /[.!?…。！？"”」』]$/u.test(text)) return text;
  const bare = text.replace(/[,;:，、；：]$/u, "");
  return bare + (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u.test(bare) ? "。" : ".");
}

function sentencesOf(text: string): string[] {
  const flat = text.replace(/\s+/gu, " ").trim();
  return flat === "" ? [] : flat.split(/(?<=[.!?…]["”]?)\s+|(?<=[。！？…][”」』]?)(?![”」』])\s*/u).filter(Boolean);
}

/** Looked for in this order: what is rare and clear before what is frequent and vague. */
const signs: readonly [PromptPart, RegExp][] = [
  [
    "camera",
    /\b(camera|shot|close-?ups?|zoom\w*|pan(s|ning)?|tilt\w*|tracking|dolly|lens|handheld|aerial|wide angle|framing)\b|镜头|特写|运镜|推近|拉远|平移|跟拍|航拍|俯拍|仰拍|景别|机位/iu,
  ],
  [
    "light",
    /\b(light\w*|lit|backlit|sunlit|shadows?|glow\w*|golden hour|colou?rs?|tones?|palette|neon|dusk|dawn|sunset|sunrise)\b|光|影子|阴影|色调|色彩|黄昏|黎明|日落|日出|霓虹/iu,
  ],
  [
    "changes",
    /\b(begins?|starts?|then|suddenly|gradually|finally|eventually|until|meanwhile|changes?|turns into|at the end|as time)\b|随后|然后|接着|突然|渐渐|逐渐|最后|最终|变化|变成/iu,
  ],
  [
    "gestures",
    /\b(hands?|fingers?|arms?|nods?|smil\w+|blink\w*|gestures?|shrugs?|waves?|gaz\w+|eyes|expression|breath\w*|ears|shoulders?|head|glances?)\b|手势|双手|手指|挥手|点头|微笑|眨眼|神情|表情|目光|呼吸|回头|竖起/iu,
  ],
  [
    "appearance",
    /\b(wear\w*|dress\w*|coat|jacket|hair\w*|clothes|clothing|fur|feathers?|scarf|hat|looks like|aged|years old|stoneware|made of)\b|穿着|身穿|头发|长发|短发|外套|裙|毛|胡须|围巾|帽|岁|外观|材质/iu,
  ],
  [
    "background",
    /\b(background|behind|in the distance|surround\w*|horizon|setting|landscape|scenery|backdrop|around)\b|背景|远处|身后|四周|周围|地平线|环境|风景/iu,
  ],
];

function partOf(said: string): PromptPart | undefined {
  return signs.find(([, sign]) => sign.test(said))?.[0];
}
