export interface Dialogue {
  title: string;
  question: string;
  reasoning?: string;
  answer: string;
}

/** What the demonstration's people have talked about: every kind of text an answer may hold. */
export const dialogues: Dialogue[] = [
  {
    title: "Sorting a list of people",
    question: "How do I sort people by surname, then by age, in TypeScript?",
    reasoning:
      "Two keys: compare surnames first; where they are equal, the ages decide. localeCompare handles accents.",
    answer:
      "Compare the surnames, and let the ages decide where they are equal:\n\n```ts\npeople.toSorted(\n  (a, b) => a.surname.localeCompare(b.surname) || a.age - b.age,\n);\n```\n\n`toSorted` leaves the original list alone; `localeCompare` puts accents and umlauts where readers expect them.",
  },
  {
    title: "周末去杭州",
    question: "周末想去杭州两天，怎么安排比较轻松？",
    answer:
      "可以这样安排：\n\n| 时间 | 去处 | 提示 |\n| --- | --- | --- |\n| 周六上午 | 西湖（断桥到苏堤） | 早点出发，人少 |\n| 周六下午 | 灵隐寺 | 预留两小时 |\n| 周六晚上 | 河坊街 | 尝尝定胜糕 |\n| 周日上午 | 龙井村 | 喝茶、散步 |\n\n两天不用赶路，地铁加步行就够了。",
  },
  {
    title: "Compound interest",
    question: "Explain compound interest with the formula and one example.",
    reasoning: "Give the formula, define its letters, then one worked example with round numbers.",
    answer:
      "Interest is added to the capital, and later earns interest itself:\n\n$$A = P\\left(1 + \\frac{r}{n}\\right)^{nt}$$\n\n- $P$: what you begin with\n- $r$: the yearly rate\n- $n$: how often a year interest is added\n- $t$: the years\n\nWith $P = 1000$, $r = 0.05$, $n = 12$ and $t = 10$ you end with $A \\approx 1647$.",
  },
  {
    title: "A regular expression for dates",
    question: "A regular expression that finds ISO dates in a text?",
    answer:
      "```regex\n\\b\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])\\b\n```\n\nIt accepts impossible days such as 31 February: parse what it finds when that matters.",
  },
  {
    title: "把邮件写得更客气",
    question: "帮我把“请今天把报告发我”改得客气一点。",
    answer:
      "“您好！方便的话，能否请您今天抽空把报告发给我？非常感谢！”\n\n如果对方很熟，“今天有空时把报告发我一下就好，辛苦啦”更自然。",
  },
  {
    title: "Why the sky is blue",
    question: "Why is the sky blue, in three sentences?",
    answer:
      "Sunlight holds all colours, and air scatters short waves far more than long ones. Blue light is thrown about until it reaches us from every side, while red goes nearly straight on. In the evening the way through the air is so long that most of the blue is gone, and the sun looks red.",
  },
  {
    title: "SQL: the newest row of each group",
    question: "PostgreSQL: the newest order of each customer?",
    reasoning: "DISTINCT ON is the shortest in PostgreSQL; mention the index that makes it fast.",
    answer:
      "```sql\nselect distinct on (customer_id) *\nfrom orders\norder by customer_id, created_at desc;\n```\n\nAn index on `(customer_id, created_at desc)` lets it read just what it needs.",
  },
  {
    title: "Names for a bakery",
    question: "Five names for a small bakery that opens at five in the morning.",
    answer: "1. First Light Bread\n2. The Early Crumb\n3. Five O'Clock Flour\n4. Dawn & Dough\n5. Before the Rooster",
  },
];
