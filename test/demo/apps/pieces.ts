export async function* stream(question: string): AsyncGenerator<string> {
  yield 'You asked: '
  yield question
}

export function count(): number {
  return 1
}
