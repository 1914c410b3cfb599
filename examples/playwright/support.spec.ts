import { expect, test } from '../../src/playwright/index.ts'

test.beforeEach(async ({ page, brownout }) => {
  await brownout.begin({ answers: [{ prompt: 'parcel', text: 'It comes tomorrow.' }] })
  await page.goto('/')
  await page.getByLabel('Question').fill('Where is my parcel?')
})

test('answers', async ({ page }) => {
  await page.getByRole('button', { name: 'Ask' }).click()
  await expect(page.getByRole('status')).toHaveText('It comes tomorrow.')
})

test('tries again if the provider is overloaded', async ({ page, brownout }) => {
  await brownout.inject('overloaded:first=1')
  await page.getByRole('button', { name: 'Ask' }).click()
  await expect(page.getByRole('status')).toHaveText('It comes tomorrow.')
  const { calls } = await brownout.journal()
  expect(calls.map(({ status }) => status)).toEqual([503, 200])
})

test('shows that it is busy while the provider is down', async ({ page, brownout }) => {
  await brownout.inject('server-error')
  await page.getByRole('button', { name: 'Ask' }).click()
  await expect(page.getByRole('status')).toHaveText('Sorry, please try again later.')
  await brownout.remove()
  await page.getByRole('button', { name: 'Ask' }).click()
  await expect(page.getByRole('status')).toHaveText('It comes tomorrow.')
})
