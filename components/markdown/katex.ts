import "katex/dist/katex.min.css";
import katex, { type KatexOptions } from "katex";

/** What of KaTeX's own tree matters here. */
interface VirtualNode {
  attributes?: Record<string, string>;
  children?: VirtualNode[];
  toNode(): Element;
}

const { __renderToDomTree: renderToTree } = katex as unknown as {
  __renderToDomTree(tex: string, options: KatexOptions): VirtualNode;
};

const options: KatexOptions = {
  throwOnError: true,
  strict: "ignore",
  /** no \href, \includegraphics or \htmlStyle */
  trust: false,
  maxSize: 20,
  maxExpand: 200,
  output: "htmlAndMathml",
};

/**
 * The DOM of a formula, or undefined where it is not one.
 *
 * Built from KaTeX's tree instead of its HTML: a `style` attribute would be blocked by the content policy, while the same
 * declarations set through the object model are not.
 */
export function drawFormula(tex: string, display: boolean): Element | undefined {
  try {
    const tree = renderToTree(tex, { ...options, displayMode: display });
    moveStyles(tree);
    const element = tree.toNode();
    for (const styled of element.querySelectorAll<HTMLElement | SVGElement>("[data-style]")) {
      styled.style.cssText += `;${styled.dataset.style ?? ""}`;
      styled.removeAttribute("data-style");
    }
    return element;
  } catch {
    return undefined;
  }
}

function moveStyles(node: VirtualNode): void {
  if (node.attributes?.style !== undefined) {
    node.attributes["data-style"] = node.attributes.style;
    delete node.attributes.style;
  }
  node.children?.forEach(moveStyles);
}
