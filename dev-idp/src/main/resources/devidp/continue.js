document.querySelector('#proceed').submit();
