import type { Rows } from './row.js'
import { code, given } from './sentence.js'

export const resumes = {
  touched: {
    en: { title: 'raised', happened: 'The resume is raised.' },
    ru: { title: 'поднято', happened: 'Резюме поднято.' },
  },
  touched_unverified: {
    en: {
      title: 'raised, not verified',
      happened:
        'HeadHunter accepted the request. The list could not be read again, so the new date is unknown.',
    },
    ru: {
      title: 'поднято, не проверено',
      happened:
        'HeadHunter ответил, что поднял резюме. Перечитать список не удалось, поэтому новая дата неизвестна.',
    },
  },
  too_early: {
    en: {
      title: 'too early',
      happened: ({ at, formats }) =>
        `HeadHunter allows raising a resume once in four hours. ${given(at, (next) => `It can be raised again ${formats.moment(next)}.`) || 'A later run raises it.'}`,
      more: 'Such a run is green. To raise a resume sooner after that moment, let runs wait for it with `max-wait`.',
    },
    ru: {
      title: 'ещё рано',
      happened: ({ at, formats }) =>
        `HeadHunter разрешает поднимать резюме раз в четыре часа. ${given(at, (next) => `Снова можно ${formats.moment(next)}.`) || 'Его поднимет один из следующих запусков.'}`,
      more: 'Такой запуск зелёный. Чтобы поднимать резюме вскоре после этого времени, разрешите запускам ждать его: `max-wait`.',
    },
  },
  dry_run: {
    en: {
      title: 'would be raised',
      happened: 'This is a dry run: a real one would raise the resume now.',
      todo: ({ input }) => `To raise it, set ${input('dry-run')} to \`false\`.`,
    },
    ru: {
      title: 'было бы поднято',
      happened: 'Это пробный запуск: настоящий сейчас поднял бы резюме.',
      todo: ({ input }) => `Чтобы поднять его, поставьте ${input('dry-run')} в \`false\`.`,
    },
  },
  not_in_account: {
    en: {
      title: 'not in this account',
      happened: 'This HeadHunter account has no resume with this id.',
      todo: ({ input }) =>
        `Copy the address of the resume’s page into ${input('resume-ids')}. Check that the tokens belong to the same account.`,
      more: 'With `resume-ids: all` no id is needed: every published resume is raised.',
    },
    ru: {
      title: 'нет в этом аккаунте',
      happened: 'В этом аккаунте HeadHunter нет резюме с таким id.',
      todo: ({ input }) =>
        `Скопируйте адрес страницы резюме в ${input('resume-ids')}. Проверьте, что токены от того же аккаунта.`,
      more: 'С `resume-ids: all` id не нужны: поднимаются все опубликованные резюме.',
    },
  },
  not_published: {
    en: {
      title: 'not published',
      happened: 'The resume is not published. It was left alone, because raising it would publish it.',
      todo: ({ input }) => `Publish it on the site, or remove its id from ${input('resume-ids')}.`,
    },
    ru: {
      title: 'не опубликовано',
      happened: 'Резюме не опубликовано. Его не трогали: поднятие опубликовало бы его.',
      todo: ({ input }) => `Опубликуйте его на сайте или уберите его id из ${input('resume-ids')}.`,
    },
  },
  blocked: {
    en: {
      title: 'blocked by HeadHunter',
      happened: 'HeadHunter’s moderators blocked the resume.',
      todo: 'Open it on the site, correct what the moderator’s note names, and submit it again.',
    },
    ru: {
      title: 'заблокировано HeadHunter',
      happened: 'Модераторы HeadHunter заблокировали резюме.',
      todo: 'Откройте его на сайте, исправьте то, о чём пишет модератор, и отправьте снова.',
    },
  },
  on_moderation: {
    en: {
      title: 'being moderated',
      happened: 'HeadHunter’s moderators are checking the resume. It can’t be raised until they finish.',
      todo: 'Wait until they finish: the next runs try again.',
    },
    ru: {
      title: 'на модерации',
      happened: 'Резюме проверяют модераторы HeadHunter. До конца проверки поднять его нельзя.',
      todo: 'Дождитесь конца проверки: следующие запуски попробуют снова.',
    },
  },
  status_unknown: {
    en: {
      title: 'in an unknown state',
      happened: ({ code: state }) =>
        `The resume is in a state that this version does not know${given(state, (name) => ` (${code(name)})`)}. It was left alone.`,
      todo: 'Look at the resume on the site. If all is well there, look for a newer version.',
    },
    ru: {
      title: 'в неизвестном состоянии',
      happened: ({ code: state }) =>
        `Эта версия не знает состояния, в котором находится резюме${given(state, (name) => ` (${code(name)})`)}. Его не трогали.`,
      todo: 'Посмотрите на резюме на сайте. Если там всё в порядке, поищите новую версию.',
    },
  },
  cannot_publish: {
    en: {
      title: 'can’t be raised',
      happened:
        'HeadHunter did not raise the resume. A required field is empty, or moderators asked for a correction.',
      todo: ({ command }) =>
        `Open the resume on the site, fill in what it asks for and save it. ${command('resumes')} with its id shows what is missing.`,
    },
    ru: {
      title: 'не поднимается',
      happened:
        'HeadHunter не поднял резюме. Не заполнено обязательное поле, или модераторы просят что-то исправить.',
      todo: ({ command }) =>
        `Откройте резюме на сайте, заполните то, что просят, и сохраните. Чего не хватает, покажет ${command('resumes')} с его id.`,
    },
  },
  not_effective: {
    en: {
      title: 'raising had no effect',
      happened: 'HeadHunter accepted the request, but the date of the resume did not change.',
      todo: 'Check on the site whether the resume can be raised. The next run tries again.',
    },
    ru: {
      title: 'поднятие не сработало',
      happened: 'HeadHunter ответил, что поднял резюме, но его дата не изменилась.',
      todo: 'Проверьте на сайте, поднимается ли резюме. Следующий запуск попробует снова.',
    },
  },
} satisfies Rows
