/** What HeadHunter may leave out of an answer, or put into it, for faults of the kind `altered`. */

interface ListBody {
  items: object[]
}

/** `POST /token`: an access token alone. */
export const withoutRefreshToken = ({ refresh_token: _, ...body }: { refresh_token?: string }) => body

const eachItem =
  (change: object) =>
  (body: ListBody): ListBody => ({ ...body, items: body.items.map((item) => ({ ...item, ...change })) })

/** `GET /resumes/mine`: no resume says when it can be touched next. */
export const withoutNextTime = eachItem({ next_publish_at: undefined })
export const withNextTimeNull = eachItem({ next_publish_at: null })
