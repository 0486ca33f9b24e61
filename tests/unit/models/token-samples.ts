/** Texts of many kinds, for judging the token estimate. */
export const samples: Record<string, string> = {
  english: `The harbour was quiet before sunrise. Two fishermen mended their nets under a lamp, talking about nothing in particular, while a grey cat watched them from a stack of crates. By seven the first lorries had arrived, and the smell of diesel mixed with that of salt and coffee. Nobody hurried. The boats would leave when the wind turned, as they had done for as long as anyone could remember, and the market could wait until noon.`,
  question: `How do I undo the last commit in git without losing my changes? I already pushed it to the remote branch, but nobody else has pulled yet. Please explain the difference between reset and revert.`,
  technical: `Asynchronous replication acknowledges a write before it has reached the secondary. If the primary fails immediately afterwards, recently committed transactions may disappear. Synchronous replication prevents this at the expense of latency, because every transaction waits for confirmation from at least one additional server. Administrators therefore usually configure quorum-based acknowledgement.`,
  chinese: `清晨的码头很安静。两个渔夫在灯下修补渔网，随意聊着家常，一只灰猫蹲在木箱上看着他们。七点钟，第一批货车到了，柴油的气味和海盐、咖啡的香气混在一起。没有人着急。等风向一变，船就会出发，许多年来一直如此，市场可以等到中午再开张。`,
  chineseTechnical: `异步复制在数据到达备用服务器之前就确认写入。如果主服务器随后立刻发生故障，最近提交的事务可能会丢失。同步复制可以避免这个问题，但代价是延迟增加，因为每个事务都必须等待至少一台其他服务器的确认。因此管理员通常会配置基于多数派的确认机制。`,
  traditional: `資料庫系統在處理大量交易時，必須確保每一筆紀錄都正確寫入磁碟。當電源突然中斷，系統會在重新啟動後根據日誌恢復到一致的狀態，使用者不需要擔心遺失重要的資訊。`,
  mixed: `请用 TypeScript 写一个函数 parseQuery(text: string)，返回 Map<string, string>。要求：支持 URL 编码，忽略空值，并为 3 个边界情况写 unit test。`,
  japanese: `朝の港は静かだった。二人の漁師が明かりの下で網を直しながら、とりとめのない話をしていた。灰色の猫が木箱の上から彼らを眺めている。七時になると最初のトラックが到着し、潮の香りとコーヒーの匂いが混ざり合った。誰も急いではいない。`,
  korean: `새벽 항구는 조용했다. 어부 두 사람이 등불 아래에서 그물을 손질하며 이런저런 이야기를 나누고 있었다. 회색 고양이 한 마리가 나무 상자 위에서 그들을 바라보았다. 일곱 시가 되자 첫 번째 트럭이 도착했고 아무도 서두르지 않았다.`,
  russian: `До рассвета в гавани было тихо. Двое рыбаков чинили сети под фонарём и говорили о пустяках, а серая кошка наблюдала за ними с груды ящиков. К семи часам приехали первые грузовики, и запах солярки смешался с запахом соли и кофе. Никто не спешил.`,
  german: `Vor Sonnenaufgang war es im Hafen still. Zwei Fischer flickten unter einer Laterne ihre Netze und unterhielten sich über Belanglosigkeiten, während eine graue Katze ihnen von einem Kistenstapel aus zusah. Gegen sieben Uhr kamen die ersten Lastwagen, und der Geruch von Diesel mischte sich mit dem von Salz und Kaffee.`,
  french: `Avant l'aube, le port était calme. Deux pêcheurs réparaient leurs filets sous une lampe en parlant de tout et de rien, tandis qu'un chat gris les observait du haut d'une pile de caisses. Vers sept heures, les premiers camions arrivèrent et l'odeur du gazole se mêla à celle du sel et du café.`,
  spanish: `Antes del amanecer el puerto estaba en calma. Dos pescadores remendaban sus redes bajo una lámpara y hablaban de cualquier cosa, mientras un gato gris los miraba desde un montón de cajas. Hacia las siete llegaron los primeros camiones y el olor a gasóleo se mezcló con el de la sal y el café.`,
  arabic: `كان الميناء هادئًا قبل شروق الشمس. كان صيادان يصلحان شباكهما تحت المصباح ويتحدثان عن أمور عادية، بينما كانت قطة رمادية تراقبهما من فوق كومة من الصناديق.`,
  hindi: `सूर्योदय से पहले बंदरगाह शांत था। दो मछुआरे दीपक के नीचे अपने जाल ठीक कर रहे थे और इधर उधर की बातें कर रहे थे, जबकि एक भूरी बिल्ली उन्हें देख रही थी।`,
  thai: `ก่อนรุ่งสางท่าเรือเงียบสงบ ชาวประมงสองคนซ่อมแหอยู่ใต้โคมไฟและคุยกันเรื่องทั่วไป ขณะที่แมวสีเทาตัวหนึ่งมองดูพวกเขาจากกองลัง`,
  typescript: `export async function loadPages(source: Source, options: LoadOptions = {}): Promise<Page[]> {
  const pages: Page[] = [];
  for (let cursor: string | undefined = options.start; ; ) {
    const response = await source.fetch({ cursor, limit: options.limit ?? 100 });
    if (!response.ok) {
      throw new Error(\`The source answered \${response.status}.\`);
    }
    pages.push(...response.items.map((item) => ({ id: item.id, title: item.title.trim() })));
    if (!response.nextCursor) return pages;
    cursor = response.nextCursor;
  }
}
`,
  python: `import heapq
from collections import defaultdict


def shortest_paths(graph: dict[str, list[tuple[str, float]]], start: str) -> dict[str, float]:
    """Distances from start to every node that can be reached."""
    distances = defaultdict(lambda: float("inf"))
    distances[start] = 0.0
    queue = [(0.0, start)]
    while queue:
        distance, node = heapq.heappop(queue)
        if distance > distances[node]:
            continue
        for neighbour, weight in graph.get(node, []):
            candidate = distance + weight
            if candidate < distances[neighbour]:
                distances[neighbour] = candidate
                heapq.heappush(queue, (candidate, neighbour))
    return dict(distances)
`,
  json: `{"id": 48213, "name": "Ada Lindqvist", "email": "ada@example.org", "active": true, "tags": ["admin", "beta", "eu-north"], "address": {"street": "Storgatan 12", "city": "Uppsala", "postcode": "753 31"}, "lastLogin": "2026-03-14T09:26:53Z", "score": 98.5}`,
  sql: `SELECT u.id, u.email, count(o.id) AS orders, coalesce(sum(o.total), 0) AS revenue
FROM users AS u
LEFT JOIN orders AS o ON o.user_id = u.id AND o.created_at >= '2026-01-01'
WHERE u.disabled_at IS NULL
GROUP BY u.id, u.email
HAVING count(o.id) > 3
ORDER BY revenue DESC
LIMIT 50;`,
  markdown: `## Results

| Model | Context | Price |
| --- | ---: | ---: |
| Alpha | 32,768 | $0.25 |
| Beta | 131,072 | $1.10 |

1. **Alpha** is the *cheaper* one.
2. Use \`beta\` when the prompt is long; see [the guide](https://docs.example.com/guide/limits).

- [ ] measure the latency
- [x] compare the answers
`,
  math: `The roots are $x = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}$, so for $a = 1$, $b = -3$ and $c = 2$ we find $x_1 = 1$ and $x_2 = 2$. Therefore $\\int_0^1 x^2 \\, dx = \\frac{1}{3}$ and $\\sum_{k=1}^{n} k = \\frac{n(n+1)}{2}$.`,
  log: `2026-03-14 09:26:53.481 ERROR [worker-7] com.example.billing.InvoiceService - Failed to charge customer 8f14e45f-ceea-467f-a0e6-3b1f2d9c7a55: timeout after 30000 ms (attempt 3 of 3)
2026-03-14 09:26:54.002 WARN  [worker-2] com.example.queue.Consumer - Requeued message 120994821`,
  emoji: `Great work everyone! 🎉🎉 The release is out 🚀 and the tests are green ✅. Next week we rest 😴☕️.`,
};

/** How many tokens two vocabularies of the provider's models make of each: Qwen3, DeepSeek-V3. */
export const counts: Record<string, readonly [qwen: number, deepSeek: number]> = {
  english: [89, 90],
  question: [39, 39],
  technical: [60, 60],
  chinese: [79, 75],
  chineseTechnical: [66, 59],
  traditional: [54, 49],
  mixed: [43, 43],
  japanese: [83, 89],
  korean: [82, 84],
  russian: [102, 94],
  german: [88, 83],
  french: [85, 83],
  spanish: [84, 84],
  arabic: [57, 60],
  hindi: [144, 93],
  thai: [70, 54],
  typescript: [132, 131],
  python: [158, 160],
  json: [114, 99],
  sql: [95, 93],
  markdown: [109, 100],
  math: [113, 106],
  log: [140, 112],
  emoji: [32, 33],
};
