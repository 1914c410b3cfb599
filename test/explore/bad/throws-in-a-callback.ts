export function ask(): Promise<string> {
  return new Promise(() => {
    setTimeout(() => {
      throw new TypeError('the response has no choices')
    }, 1)
  })
}
