import { readFileSync } from 'node:fs'

// npm run site writes the pages and the sidebar.
export default {
  title: 'brownout',
  description: 'Fault injection for apps that call AI models.',
  lang: 'en-US',
  srcDir: 'pages',
  outDir: 'dist',
  // The catalogues are long pages.
  vite: { build: { chunkSizeWarningLimit: 2_000 } },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Docs', link: '/docs/' },
      { text: 'API', link: '/docs/api/' },
      { text: 'Faults', link: '/docs/faults' },
      { text: 'Matrix', link: '/matrix.html', target: '_self' },
      { text: 'Sample report', link: '/report.html', target: '_self' },
      { text: 'Demo', link: '/demo.html', target: '_self' },
    ],
    sidebar: JSON.parse(readFileSync(new URL('../pages/sidebar.json', import.meta.url), 'utf8')) as unknown,
  },
}
