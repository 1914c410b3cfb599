export async function ask(request: { readonly body: { readonly question: string } }): Promise<string> {
  return request.body.question.trim()
}
