/** The name under which a fault or a recipe is exported: `truncatedStream` for `truncated-stream`. */
export function factoryNameOf(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
}
