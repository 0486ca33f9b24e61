interface Sample {
  language: string;
  asked: RegExp;
  code: string;
}

/** Every sample does the same job, so that languages can be compared: count the words of a text, most frequent first. */
const samples: readonly Sample[] = [
  {
    language: "python",
    asked: /python|\bpy\b|pandas|django/i,
    code: `from collections import Counter


def count_words(text: str) -> list[tuple[str, int]]:
    """Return each word with how often it occurs, most frequent first."""
    words = text.lower().split()
    return Counter(words).most_common()


if __name__ == "__main__":
    for word, count in count_words("to be or not to be"):
        print(f"{word:>4} {count}")`,
  },
  {
    language: "typescript",
    asked: /typescript|\bts\b|react|next\.?js/i,
    code: `/** Each word with how often it occurs, most frequent first. */
export function countWords(text: string): [word: string, count: number][] {
  const counts = new Map<string, number>();
  for (const word of text.toLowerCase().match(/\\p{L}+/gu) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}

console.log(countWords("to be or not to be"));`,
  },
  {
    language: "javascript",
    asked: /javascript|\bjs\b|node|express/i,
    code: `export function countWords(text) {
  const counts = {};
  for (const word of text.toLowerCase().split(/\\s+/)) {
    counts[word] = (counts[word] ?? 0) + 1;
  }
  return Object.entries(counts).sort(([, a], [, b]) => b - a);
}`,
  },
  {
    language: "rust",
    asked: /\brust\b|cargo/i,
    code: `use std::collections::HashMap;

fn count_words(text: &str) -> Vec<(String, usize)> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for word in text.split_whitespace() {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    let mut list: Vec<_> = counts.into_iter().collect();
    list.sort_by(|a, b| b.1.cmp(&a.1));
    list
}

fn main() {
    println!("{:?}", count_words("to be or not to be"));
}`,
  },
  {
    language: "go",
    asked: /\bgo(?:lang)?\b/i,
    code: `package main

import (
	"fmt"
	"strings"
)

func countWords(text string) map[string]int {
	counts := make(map[string]int)
	for _, word := range strings.Fields(strings.ToLower(text)) {
		counts[word]++
	}
	return counts
}

func main() {
	fmt.Println(countWords("to be or not to be"))
}`,
  },
  {
    language: "sql",
    asked: /\bsql\b|postgres|mysql|database query/i,
    code: `SELECT word, count(*) AS occurrences
FROM regexp_split_to_table(lower('to be or not to be'), '\\s+') AS word
GROUP BY word
ORDER BY occurrences DESC, word;`,
  },
  {
    language: "bash",
    asked: /\bbash\b|shell|command line|terminal/i,
    code: `#!/usr/bin/env bash
set -euo pipefail

tr -cs '[:alpha:]' '\\n' < "\${1:?a file}" |
  tr '[:upper:]' '[:lower:]' |
  sort | uniq -c | sort -rn | head`,
  },
  {
    language: "html",
    asked: /\bhtml\b|\bcss\b|web ?page/i,
    code: `<!doctype html>
<html lang="en">
  <head>
    <title>Words</title>
    <style>
      li::marker { color: teal; }
    </style>
  </head>
  <body>
    <ol>
      <li>to <small>2</small></li>
      <li>be <small>2</small></li>
    </ol>
  </body>
</html>`,
  },
];

/** What people ask for most. */
const sortSamples: readonly Sample[] = [
  {
    language: "typescript",
    asked: /typescript|javascript|\b[jt]s\b/i,
    code: `export function quickSort(list: readonly number[]): number[] {
  if (list.length <= 1) return [...list];
  const pivot = list[Math.floor(list.length / 2)]!;
  return [
    ...quickSort(list.filter((item) => item < pivot)),
    ...list.filter((item) => item === pivot),
    ...quickSort(list.filter((item) => item > pivot)),
  ];
}`,
  },
  {
    language: "python",
    asked: /(?:)/,
    code: `def quick_sort(items: list[int]) -> list[int]:
    """Sort by dividing around a pivot: O(n log n) on average."""
    if len(items) <= 1:
        return items
    pivot = items[len(items) // 2]
    smaller = [item for item in items if item < pivot]
    equal = [item for item in items if item == pivot]
    larger = [item for item in items if item > pivot]
    return quick_sort(smaller) + equal + quick_sort(larger)


print(quick_sort([3, 6, 1, 8, 2, 9, 2]))`,
  },
];

export function asksForCode(text: string): boolean {
  return (
    /\bcode\b|\bfunction\b|\bscript\b|\bprogram\b|\balgorithm\b|snippet|代码|程序|脚本|函数|算法|编程/i.test(text) ||
    samples.some((sample) => sample.asked.test(text))
  );
}

/** A fenced program in the language the question names, or in one chosen for it. */
export function codeBlock(text: string, random: () => number): string {
  const sorting = /sort|排序/i.test(text) ? sortSamples.find(({ asked }) => asked.test(text)) : undefined;
  const sample = sorting ?? samples.find(({ asked }) => asked.test(text)) ?? samples[Math.floor(random() * 4)]!;
  return fence(sample);
}

/** The same program in several languages. */
export function codeBlocks(): string {
  return samples.map((sample) => `### ${sample.language}\n\n${fence(sample)}`).join("\n\n");
}

function fence({ language, code }: Sample): string {
  return `\`\`\`${language}\n${code}\n\`\`\``;
}
