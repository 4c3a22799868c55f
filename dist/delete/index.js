require('../index.js').delete_index();
