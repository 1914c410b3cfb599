export async function POST(request: Request): Promise<Response> {
  const { question } = (await request.json()) as { question: string }
  return new Response(question)
}
