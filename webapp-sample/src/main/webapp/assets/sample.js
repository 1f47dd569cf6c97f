// The behaviour of all pages: the profile menu, and on the start page the list of jobs.

const part = (selector, within = document) => within.querySelector(selector);

function profileMenu() {
  const button = part('#menu-button');
  const menu = part('#menu');
  if (!button) return;

  const show = (open) => {
    menu.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
  };
  button.addEventListener('click', () => show(menu.hidden));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !menu.hidden) {
      show(false);
      button.focus();
    }
  });
  document.addEventListener('click', (event) => {
    if (!event.target.closest('.menu')) show(false);
  });
  button.parentElement.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !event.relatedTarget.closest('.menu')) show(false);
  });
}

/** Calls the REST API. An error comes back as an exception whose message is for people. */
async function call(method, path, body) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers: body ? { 'Content-Type': 'application/json' } : {},
      body: body && JSON.stringify(body),
    });
  } catch {
    throw new Error('The server does not answer. Check your connection and try again.');
  }
  if (answer.status === 401) {
    location.assign('login');
    throw new Error('You are no longer signed in.');
  }
  const json = answer.headers.get('Content-Type')?.startsWith('application/json') ? await answer.json() : {};
  if (!answer.ok) throw new Error(json.error ?? `The server answered with an error (${answer.status}).`);
  return json;
}

const STATUS = { succeeded: 'Succeeded', running: 'Running', failed: 'Failed', waiting: 'Not run yet' };

function ago(time) {
  const minutes = Math.round((Date.now() - new Date(time)) / 60000);
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  if (minutes < 1) return 'just now';
  if (minutes < 60) return format.format(-minutes, 'minute');
  if (minutes < 60 * 24) return format.format(-Math.round(minutes / 60), 'hour');
  return format.format(-Math.round(minutes / 60 / 24), 'day');
}

class JobList {
  constructor(root) {
    this.root = root;
    this.mayDelete = root.dataset.mayDelete === 'true';
    this.message = part('#message');
  }

  async load() {
    try {
      this.show((await call('GET', 'api/jobs')).jobs);
    } catch (error) {
      this.say(error.message, true);
    } finally {
      this.root.setAttribute('aria-busy', 'false');
    }
  }

  say(text, isError = false) {
    this.message.textContent = text;
    this.message.classList.toggle('error', isError);
  }

  show(jobs) {
    part('tbody', this.root).replaceChildren(...jobs.map((job) => this.row(job)));
    part('table', this.root).hidden = jobs.length === 0;
    part('.empty', this.root).hidden = jobs.length > 0;
    part('#summary').replaceChildren(...Object.keys(STATUS).flatMap((status) => {
      const count = jobs.filter((job) => job.status === status).length;
      return count ? [this.count(status, count)] : [];
    }));
  }

  count(status, count) {
    const item = document.createElement('li');
    const label = document.createElement('span');
    item.className = status;
    item.textContent = count;
    label.textContent = STATUS[status];
    item.append(label);
    return item;
  }

  row(job) {
    const row = part('#job-row').content.cloneNode(true).firstElementChild;
    const fill = (selector, text) => { part(selector, row).textContent = text ?? ''; };
    fill('.name', job.name);
    fill('.source', job.source);
    fill('.schedule', job.schedule);
    fill('.creator', `by ${job.createdBy}`);
    fill('.when', job.lastRunAt ? ago(job.lastRunAt) : 'never');
    fill('.note', job.note);
    fill('.status', STATUS[job.status] ?? job.status);
    part('.status', row).classList.add(job.status);
    part('.when', row).title = job.lastRunAt ? new Date(job.lastRunAt).toLocaleString() : '';
    part('.run', row).setAttribute('aria-label', `Run ${job.name} now`);
    part('.run', row).addEventListener('click', () => this.run(job));
    this.offerDelete(part('.delete', row), job);
    return row;
  }

  offerDelete(button, job) {
    button.hidden = !this.mayDelete;
    button.setAttribute('aria-label', `Delete ${job.name}`);
    button.addEventListener('click', () => this.askBeforeDelete(job));
  }

  async run(job) {
    await this.attempt(() => call('POST', `api/jobs/${job.id}/run`), `${job.name} has run.`);
  }

  askBeforeDelete(job) {
    const dialog = part('#delete-dialog');
    part('.subject', dialog).textContent = job.name;
    dialog.returnValue = '';
    dialog.onclose = () => {
      if (dialog.returnValue === 'delete') {
        this.attempt(() => call('DELETE', `api/jobs/${job.id}`), `${job.name} is deleted.`);
      }
    };
    dialog.showModal();
  }

  async attempt(action, done) {
    try {
      await action();
      this.say(done);
      await this.load();
    } catch (error) {
      this.say(error.message, true);
    }
  }
}

function newJobForm(list) {
  const dialog = part('#job-dialog');
  const form = part('#job-form');
  const problem = part('.message', form);
  const submit = part('.primary', form);

  part('#new-job').addEventListener('click', () => {
    form.reset();
    problem.textContent = '';
    dialog.showModal();
  });
  part('.cancel', form).addEventListener('click', () => dialog.close());
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    submit.disabled = true;
    try {
      const job = await call('POST', 'api/jobs', Object.fromEntries(new FormData(form)));
      dialog.close();
      list.say(`${job.name} is created.`);
      await list.load();
    } catch (error) {
      problem.textContent = error.message;
    } finally {
      submit.disabled = false;
    }
  });
}

profileMenu();
const jobs = part('#jobs');
if (jobs) {
  const list = new JobList(jobs);
  newJobForm(list);
  list.load();
}
