import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { follow } from './bridge/connection.ts'
import { startTexts } from './i18n.ts'
import './styles/main.css'
import { Toast } from './ui/feedback/toast.tsx'
import { copyAsReceived } from './ui/text/copy-as-received.ts'

copyAsReceived(document)
// The first call leaves before the first picture is drawn.
void follow()
await startTexts()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <Tooltip.Provider>
        <App />
        <Toast />
      </Tooltip.Provider>
    </CSPProvider>
  </StrictMode>,
)
