/** Returns the export name of a fault or recipe: `truncatedStream` for `truncated-stream`. */
export function factoryNameOf(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
}
