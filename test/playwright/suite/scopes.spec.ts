import { expect, test } from '../../../src/playwright/index.ts'

const call = {
  headers: { authorization: 'Bearer none' },
  data: { model: 'gpt-4o', messages: [{ role: 'user', content: 'Where is my parcel?' }] },
}

for (const index of [0, 1, 2, 3]) {
  test(`test ${index} has faults and a journal of its own`, async ({ request, brownout, brownoutUrl }) => {
    const url = `${brownoutUrl}/openai/v1/chat/completions`
    expect((await brownout.state()).scope).toBe(brownout.scope)
    if (index % 2 === 0) await brownout.inject('overloaded:first=1')
    const statuses = [await request.post(url, call), await request.post(url, call)].map((response) => response.status())
    expect(statuses).toEqual(index % 2 === 0 ? [503, 200] : [200, 200])
    expect((await brownout.journal()).calls).toHaveLength(2)
  })
}

test('a test that fails', async ({ request, brownout, brownoutUrl }) => {
  await brownout.begin({ seed: 'friday', faults: ['overloaded'] })
  await request.post(`${brownoutUrl}/openai/v1/chat/completions`, call)
  expect(1).toBe(2)
})
