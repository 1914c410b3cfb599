import { mcp } from 'brownout/mcp'

export default {
  providers: [mcp({ name: 'shop', command: 'npx', args: ['-y', 'shop-server'], tools: { find: { run: () => 'It is emulated.' } } })],
}
