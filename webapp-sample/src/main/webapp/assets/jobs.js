// The start page: the list of jobs and the form for a new one.
import { ask, call, Listing, part } from './api.js';

const STATUS = { succeeded: 'Succeeded', running: 'Running', failed: 'Failed', waiting: 'Not run yet' };

function ago(time) {
  const minutes = Math.round((Date.now() - new Date(time)) / 60000);
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  if (minutes < 1) return 'just now';
  if (minutes < 60) return format.format(-minutes, 'minute');
  if (minutes < 60 * 24) return format.format(-Math.round(minutes / 60), 'hour');
  return format.format(-Math.round(minutes / 60 / 24), 'day');
}

class JobList extends Listing {
  constructor(root) {
    super(root);
    this.mayDelete = root.dataset.mayDelete === 'true';
  }

  async read() {
    return (await call('GET', 'api/jobs')).jobs;
  }

  show(jobs) {
    super.show(jobs);
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
    row.dataset.id = job.id;
    fill('.name', job.name);
    fill('.source', job.source);
    fill('.schedule', job.schedule);
    fill('.creator', `by ${job.createdBy}`);
    fill('.when', job.lastRunAt ? ago(job.lastRunAt) : 'never');
    fill('.note', job.note);
    fill('.status', STATUS[job.status] ?? job.status);
    part('.status', row).classList.add(job.status);
    part('.when', row).title = job.lastRunAt ? new Date(job.lastRunAt).toLocaleString() : '';
    part('.run', row).setAttribute('aria-label', `Run now: ${job.name}`);
    this.onPress(part('.run', row), (button) => this.run(button, job));
    this.offerDelete(part('.delete', row), job);
    return row;
  }

  offerDelete(button, job) {
    button.hidden = !this.mayDelete;
    button.setAttribute('aria-label', `Delete ${job.name}`);
    this.onPress(button, () => ask(part('#delete-dialog'), job.name, 'delete', () =>
      this.attempt(button, () => call('DELETE', `api/jobs/${job.id}`), `${job.name} is deleted.`)));
  }

  run(button, job) {
    return this.attempt(button, () => call('POST', `api/jobs/${job.id}/run`), `${job.name} has run.`);
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

const list = new JobList(part('#jobs'));
newJobForm(list);
list.load();
