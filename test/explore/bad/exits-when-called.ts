export async function ask(question: string): Promise<string> {
  if (question !== '') process.exit(1)
  return question
}
