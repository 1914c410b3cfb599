export async function ask(question: string): Promise<string> {
  return `You asked: ${question}`
}
