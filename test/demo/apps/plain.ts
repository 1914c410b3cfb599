/** An app of ten lines, as someone writes it who has never heard of faults. */
export async function ask(question: string): Promise<string> {
  const response = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer key' },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: question }] }),
  })
  const reply = (await response.json()) as { choices: { message: { content: string } }[] }
  return reply.choices[0]!.message.content
}
