export async function ask(question: string): Promise<string> {
  const response = await fetch('https://api.replicate.com/v1/predictions', { method: 'POST', body: JSON.stringify({ input: question }) })
  return response.text()
}
