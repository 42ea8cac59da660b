import { configure } from '@testing-library/react'

// What is waited for comes, also on a busy machine: a second is too little for a screen that is fetched first.
configure({ asyncUtilTimeout: 10_000 })
