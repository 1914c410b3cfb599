import { expect } from 'vitest'
import { open, post, postModern, request, testWith } from './shop.ts'

const test = testWith()

test('resources are listed and read', async ({ chaos }) => {
  const headers = await open()
  const listed = await post(request('resources/list'), headers)
  expect(listed.message.result).toEqual({ resources: [{ uri: 'file:///terms.txt', name: 'Terms', mimeType: 'text/plain' }] })
  expect((await post(request('resources/templates/list'), headers)).message.result).toEqual({ resourceTemplates: [] })
  const read = await postModern('resources/read', { uri: 'file:///terms.txt' })
  expect(read.message.result).toMatchObject({
    contents: [{ uri: 'file:///terms.txt', mimeType: 'text/plain', text: 'Thirty days.' }],
    ttlMs: 0,
  })
  expect((await post(request('resources/read', { uri: 'file:///no.txt' }), headers)).message.error).toMatchObject({ code: -32602 })
  expect(chaos.journal.calls).toHaveLength(5)
})

test('prompts are listed and filled', async ({ chaos }) => {
  const headers = await open()
  expect((await post(request('prompts/list'), headers)).message.result).toEqual({
    prompts: [{ name: 'greet', description: 'Greets.', arguments: [{ name: 'who', required: true }] }],
  })
  expect((await post(request('prompts/get', { name: 'greet', arguments: { who: 'Ada' } }), headers)).message.result).toEqual({
    description: 'Greets.',
    messages: [{ role: 'user', content: { type: 'text', text: 'Greet Ada.' } }],
  })
  expect((await post(request('prompts/get', { name: 'greet' }), headers)).message.error).toMatchObject({ code: -32602 })
  expect((await post(request('prompts/get', { name: 'part' }), headers)).message.error).toMatchObject({ code: -32602 })
  expect(chaos.journal.calls).toHaveLength(5)
})
