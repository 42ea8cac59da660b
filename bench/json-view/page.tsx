import { createRoot } from 'react-dom/client'
import { CodeView } from '#renderer/features/exchange/body/code/code-view.tsx'
import { bodyText } from '#renderer/features/exchange/body/format/body-format.ts'
import { startTexts } from '#renderer/i18n.ts'
import { openBareEditor } from './bare-editor.ts'

/** Followers as WeChat lists them: 170 bytes each, the same at every run. */
function followers(size: number): Uint8Array {
  const one = (index: number) =>
    `{"openid":"o6_bmjrPTlm6_2sgVt7h${index.toString(36).padStart(8, '0')}","nickname":"青禾 ${index}","subscribe":1,"tagid_list":[128,${index % 7}],"subscribe_time":${1_382_694_957 + index},"remark":""}`
  const list = Array.from({ length: Math.ceil(size / 170) }, (_, index) => one(index))
  return new TextEncoder().encode(`{"total":${list.length},"user_info_list":[${list.join(',')}]}`)
}

/** After what is drawn now has been painted: a message that is sent in a frame comes after it. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve()
      port2.postMessage(undefined)
    })
  })
}

async function showBare(place: HTMLElement, bytes: Uint8Array) {
  const text = bodyText('pretty', bytes)
  const start = performance.now()
  openBareEditor(place, text)
  await painted()
  const ms = performance.now() - start
  return { screen: ms, whole: ms }
}

async function showConsole(place: HTMLElement, bytes: Uint8Array) {
  const root = createRoot(place)
  const start = performance.now()
  let screen = Number.NaN
  const whole = await new Promise<number>((resolve) => {
    root.render(
      <CodeView
        bytes={bytes}
        last
        form="pretty"
        label="Response"
        onFind={() => {}}
        onShown={() => void painted().then(() => resolve(performance.now() - start))}
      />,
    )
    const look = () => {
      if (place.firstElementChild?.shadowRoot?.querySelector('.cm-line')?.textContent !== '{') {
        requestAnimationFrame(look)
        return
      }
      void painted().then(() => {
        screen = performance.now() - start
      })
    }
    look()
  })
  return { screen, whole }
}

await startTexts()
const place = document.body.appendChild(document.createElement('div'))
Object.assign(place.style, { display: 'flex', flexDirection: 'column', height: '600px' })
const isBare = new URLSearchParams(location.search).has('bare')
const showJson = (size: number) => (isBare ? showBare : showConsole)(place, followers(size))
Object.assign(window, { showJson })
