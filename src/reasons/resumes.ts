import type { Rows } from './row.js'
import { code, given } from './sentence.js'

export const resumes = {
  touched: {
    en: {
      title: 'touched',
      happened: 'The resume was touched and stands on top of the search again.',
      todo: 'Nothing to do.',
    },
    ru: {
      title: 'поднято',
      happened: 'Резюме поднято и снова наверху поиска.',
      todo: 'Делать ничего не нужно.',
    },
  },
  touched_unverified: {
    en: {
      title: 'touched, not verified',
      happened: 'HeadHunter accepted the touch, but the list could not be read again to see its effect.',
      todo: 'Nothing to do; the next run shows the new date.',
    },
    ru: {
      title: 'поднято, но не проверено',
      happened: 'HeadHunter ответил, что резюме поднято, но перечитать список и убедиться в этом не удалось.',
      todo: 'Делать ничего не нужно: новую дату покажет следующий запуск.',
    },
  },
  too_early: {
    en: {
      title: 'too early',
      happened: ({ at, formats }) =>
        `HeadHunter allows one touch in four hours${given(at, (next) => `; the next one is possible ${formats.moment(next)}`)}.`,
      todo: 'Nothing to do: a later run touches it.',
      more: 'This is no fault: a run that comes too early is green. To lose less time between the moment when a touch becomes possible and the touch itself, let runs wait a little with `max-wait`.',
    },
    ru: {
      title: 'ещё рано',
      happened: ({ at, formats }) =>
        `HeadHunter разрешает поднимать резюме раз в четыре часа${given(at, (next) => `; в следующий раз можно ${formats.moment(next)}`)}.`,
      todo: 'Делать ничего не нужно: его поднимет один из следующих запусков.',
      more: 'Это не ошибка: слишком ранний запуск остаётся зелёным. Чтобы поднимать резюме вскоре после того, как это становится можно, разрешите запускам немного ждать: `max-wait`.',
    },
  },
  dry_run: {
    en: {
      title: 'would be touched',
      happened: 'This was a dry run: a real one would have touched the resume now.',
      todo: ({ input }) => `Set ${input('dry-run')} to \`false\` when you are content with what you see.`,
    },
    ru: {
      title: 'было бы поднято',
      happened: 'Это пробный запуск: настоящий поднял бы сейчас это резюме.',
      todo: ({ input }) => `Когда всё устраивает, поставьте ${input('dry-run')} в \`false\`.`,
    },
  },
  not_in_account: {
    en: {
      title: 'not in this account',
      happened: 'This account has no resume with this id.',
      todo: ({ input }) =>
        `Copy the id from the address of the resume’s page on the site into ${input('resume-ids')}, and check that the tokens belong to the same account.`,
      more: 'The id is the long row of letters and digits in the address of your resume’s page, after `/resume/`. With `resume-ids: all` you need none: every published resume is touched.',
    },
    ru: {
      title: 'нет в этом аккаунте',
      happened: 'В этом аккаунте нет резюме с таким идентификатором.',
      todo: ({ input }) =>
        `Скопируйте идентификатор из адреса страницы резюме на сайте в ${input('resume-ids')} и проверьте, что токены от того же аккаунта.`,
      more: 'Идентификатор — это длинный ряд букв и цифр в адресе страницы резюме, после `/resume/`. С `resume-ids: all` он не нужен: поднимаются все опубликованные резюме.',
    },
  },
  not_published: {
    en: {
      title: 'not published',
      happened: 'The resume is not published, so it was left alone: a touch would have published it.',
      todo: ({ input }) =>
        `Publish it yourself on the site if employers are to see it, or take its id out of ${input('resume-ids')}.`,
    },
    ru: {
      title: 'не опубликовано',
      happened: 'Резюме не опубликовано, поэтому его не трогали: поднятие опубликовало бы его.',
      todo: ({ input }) =>
        `Если работодатели должны его видеть, опубликуйте его на сайте сами; если нет, уберите его из ${input('resume-ids')}.`,
    },
  },
  blocked: {
    en: {
      title: 'blocked by HeadHunter',
      happened: 'HeadHunter’s moderators have blocked the resume.',
      todo: 'Open it on the site, correct what the moderator’s note says and send it in again.',
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
      happened: 'The resume is with HeadHunter’s moderators and can’t be touched until they are done.',
      todo: 'Wait until they are done: the next runs try again by themselves.',
    },
    ru: {
      title: 'на модерации',
      happened: 'Резюме проверяют модераторы HeadHunter; пока они не закончат, поднять его нельзя.',
      todo: 'Остаётся подождать: следующие запуски попробуют снова сами.',
    },
  },
  status_unknown: {
    en: {
      title: 'in an unknown state',
      happened: ({ code: state }) =>
        `HeadHunter gives the resume a state that this version does not know${given(state, (name) => ` (${code(name)})`)}, so it was left alone.`,
      todo: 'See on the site how the resume is; if all is well there, look for a newer version of this action.',
    },
    ru: {
      title: 'в незнакомом состоянии',
      happened: ({ code: state }) =>
        `HeadHunter сообщает о резюме состояние, которого эта версия не знает${given(state, (name) => ` (${code(name)})`)}, поэтому его не трогали.`,
      todo: 'Посмотрите на сайте, что с резюме; если там всё хорошо, поищите новую версию.',
    },
  },
  cannot_publish: {
    en: {
      title: 'can’t be touched',
      happened:
        'HeadHunter did not accept the touch: something mandatory is not filled in, or a correction is awaited.',
      todo: 'Open the resume on the site, fill in what it asks for and save it.',
      more: 'HeadHunter wants some fields filled in before it raises a resume, and changes its mind from time to time about which. `hh-resume-touch status` on your own computer lists what is missing and the moderator’s notes.',
    },
    ru: {
      title: 'не поднимается',
      happened:
        'HeadHunter отказался поднимать резюме: не заполнено что-то обязательное или ждут исправлений.',
      todo: 'Откройте резюме на сайте, заполните то, что просят, и сохраните.',
      more: 'Прежде чем поднять резюме, HeadHunter требует заполнить некоторые поля, и список их иногда меняется. Чего не хватает и что пишет модератор, покажет `hh-resume-touch status` на своём компьютере.',
    },
  },
  not_effective: {
    en: {
      title: 'the touch had no effect',
      happened: 'HeadHunter accepted the touch, but the date of the resume did not change.',
      todo: 'See on the site whether the resume can be raised there; the next run tries again.',
    },
    ru: {
      title: 'поднятие не сработало',
      happened: 'HeadHunter ответил, что резюме поднято, но его дата не изменилась.',
      todo: 'Посмотрите на сайте, поднимается ли резюме там; следующий запуск попробует снова.',
    },
  },
} satisfies Rows
