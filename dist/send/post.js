require('../index.js').send_post();
