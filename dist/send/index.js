require('../index.js').send_index();
