/** Words that most guessed passwords are made of, in lower case without decoration. */
const words = new Set(
  `password passwort passw pass parola senha motdepasse contrasena mima mimashi secret geheim hidden private letmein welcome
   willkommen bienvenue hello hallo bonjour admin administrator administrador adminadmin root toor superuser sysadmin system
   user username guest test tester testing testtest default changeme change temp temporary master access login logon signin
   silica silicaai siliconflow studio qwerty qwertz azerty qwertyuiop qwertyui asdf asdfgh asdfghjk asdfghjkl zxcvbn zxcvbnm
   qazwsx qazwsxedc zaqwsx qweasd qweasdzxc qwer qwert wasd iloveyou ilovey iloveu loveyou lovely love lover loveme woaini
   woainima woaiwojia babygirl baby sweetheart sweetie princess prinzessin angel sunshine flower butterfly rainbow monkey
   dragon tiger lion eagle falcon panther wolf bear horse dolphin kitty puppy chicken chocolate cookie banana cheese pepper
   ginger football fussball soccer baseball basketball hockey tennis golf sports player gamer liverpool arsenal chelsea
   barcelona realmadrid juventus manchester yankees lakers cowboys steelers eagles superman batman spiderman ironman starwars
   pokemon pikachu naruto minecraft fortnite roblox matrix mustang ferrari porsche mercedes corvette harley yamaha honda
   toyota michael jordan jennifer jessica ashley michelle nicole daniel andrew joshua robert thomas george charlie maggie
   buster hunter ranger killer soldier shadow phoenix thunder summer winter autumn spring sommer monday friday january
   computer internet samsung google apple microsoft windows android facebook instagram whatsapp trustno whatever freedom
   fuckyou fuckoff asshole bitch pussy sexy hottie orange purple yellow silver golden diamond jesus blessed christ heaven
   abc abcd abcde abcdef abcdefg abcdefgh aaaaaa aabbcc onetwothree abcabc nothing unknown zhongguo beijing shanghai`
    .split(/\s+/)
    .filter(Boolean),
);

const rows = [
  "01234567890",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "qwertzuiop",
  "azertyuiop",
];
const runs = [...rows, "1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv5tgb6yhn", "qazwsxedcrfvtgb", "!@#$%^&*()"];
const looksLike: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

/**
 * Whether a password is among those that are tried first: a common word with the usual decoration ("P@ssw0rd2024!"),
 * a run of the keyboard, one short piece repeated, or the person's own address.
 * @param own address and name of the person
 */
export function isCommonPassword(password: string, own: readonly string[] = []): boolean {
  const lower = password.normalize("NFKC").toLowerCase();
  return isRepetition(lower) || isRun(lower) || isDecoratedWord(lower) || own.some((part) => isOwn(lower, part));
}

function isRepetition(text: string): boolean {
  return text.length < 64 && /^(.{1,4})\1+.{0,1}$/su.test(text);
}

function isRun(text: string): boolean {
  const bare = text.replace(/[^a-z0-9!@#$%^&*()]/g, "");
  if (bare.length < text.length || bare.length > 40) return false;
  let rest = bare;
  // Taken apart from the left into pieces of at least three neighbouring keys, either way round.
  while (rest.length >= 3) {
    const length = longestRun(rest);
    if (length < 3) return false;
    rest = rest.slice(length);
  }
  return true;
}

function longestRun(text: string): number {
  for (let length = Math.min(text.length, 26); length >= 3; length--) {
    const piece = text.slice(0, length);
    const reversed = [...piece].reverse().join("");
    if (runs.some((run) => run.includes(piece) || run.includes(reversed))) return length;
  }
  return 0;
}

function isDecoratedWord(text: string): boolean {
  const plain = [...text].map((character) => looksLike[character] ?? character).join("");
  // Both readings: digits as decoration at the ends, and as letters in disguise.
  return [text, plain].some((reading) => {
    const core = reading.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
    const undecorated = text.replace(/[\d\W_]+$/u, "");
    const disguised = [...undecorated].map((character) => looksLike[character] ?? character).join("");
    return [core, disguised].some((word) => words.has(word) && text.length - word.length <= 8);
  });
}

function isOwn(text: string, part: string): boolean {
  const own = part.toLowerCase();
  const local = own.split("@")[0]!;
  return [own, local].some((word) => word.length >= 4 && text.includes(word) && text.length - word.length < 5);
}
