/** Returns whether Unicode has a script of this name. */
export function isScript(name: string): boolean {
  try {
    return new RegExp(String.raw`\p{Script=${name}}`, 'u').source !== ''
  } catch {
    return false
  }
}

/** Returns whether every letter of a text is of one of the scripts. Digits, marks and punctuation are allowed. */
export function isWrittenIn(text: string, scripts: readonly string[]): boolean {
  const own = scripts.map((name) => String.raw`\p{Script_Extensions=${name}}`).join('')
  return !new RegExp(String.raw`(?![${own}\p{Script=Common}\p{Script=Inherited}])\p{L}`, 'u').test(text)
}
